/** `npm run test:e2e`: the end-to-end specs on the best there is; arguments go to Playwright. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buildIfStale, root } from './runtime/build.ts'
import { chooseRuntime } from './runtime/choose-runtime.ts'

const runtime = chooseRuntime()
process.exitCode = runtime && buildIfStale() ? runSpecs(runtime) : 1

function runSpecs({ kind, executable }: { kind: string; executable: string }): number {
  const playwright = dirname(
    createRequire(import.meta.url).resolve('@playwright/test/package.json'),
  )
  const specs = [process.execPath, join(playwright, 'cli.js'), 'test', ...process.argv.slice(2)]
  // The stand-in is headless here. Electron always has windows, so it needs a display.
  const needsDisplay =
    kind === 'electron' && process.platform === 'linux' && !process.env['DISPLAY']
  if (needsDisplay && !existsSync('/usr/bin/xvfb-run')) {
    console.error('Electron needs a display: set DISPLAY, or install xvfb (apt-get install xvfb)')
    return 1
  }
  const [command = '', ...args] = needsDisplay ? ['xvfb-run', '-a', ...specs] : specs
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      TOUCHSTONE_RUNTIME: kind,
      ...(kind === 'chromium' && { TOUCHSTONE_CHROMIUM: executable }),
    },
  })
  return status ?? 1
}
