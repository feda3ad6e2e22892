import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buildIfStale, root } from './build.ts'
import { chooseRuntime, type Runtime } from '../../stand-in/browsers/choose-runtime.ts'

/**
 * Runs Playwright Test with the built app on the best runtime available. Builds the app first if it
 * is stale.
 *
 * @param args arguments of Playwright
 * @returns the exit code
 */
export function runPlaywright(args: string[]): number {
  const runtime = chooseRuntime()
  return runtime && buildIfStale() ? runOn(runtime, args) : 1
}

function runOn({ kind, executable }: Runtime, args: string[]): number {
  const playwright = dirname(
    createRequire(import.meta.url).resolve('@playwright/test/package.json'),
  )
  const test = [process.execPath, join(playwright, 'cli.js'), 'test', ...args]
  // The stand-in runs headless. Electron always has windows, so it needs a display.
  const needsDisplay =
    kind === 'electron' && process.platform === 'linux' && !process.env['DISPLAY']
  if (needsDisplay && !existsSync('/usr/bin/xvfb-run')) {
    console.error('Electron needs a display: set DISPLAY, or install xvfb (apt-get install xvfb)')
    return 1
  }
  const [command = '', ...rest] = needsDisplay ? ['xvfb-run', '-a', ...test] : test
  const { status } = spawnSync(command, rest, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      // Each launch starts another Node process, which reuses compiled code from this folder.
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
      TOUCHSTONE_RUNTIME: kind,
      ...(kind === 'chromium' && { TOUCHSTONE_CHROMIUM: executable }),
    },
  })
  return status ?? 1
}
