import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'touchstone-runtime-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** A machine with no browser except what a test adds. Nothing is downloaded or installed. */
const bare = {
  PATH: folder,
  ELECTRON_OVERRIDE_DIST_PATH: folder,
  PLAYWRIGHT_BROWSERS_PATH: folder,
  TOUCHSTONE_NO_DOWNLOAD: '1',
  TOUCHSTONE_NO_APT: '1',
}

/** Where Electron's sandbox needs a setuid helper, the fake Electron of a test cannot start. */
const needsHelper =
  process.getuid?.() !== 0 &&
  existsSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') &&
  readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'utf8').trim() === '1'

function choose(environment: Record<string, string>) {
  const module = JSON.stringify(join(import.meta.dirname, 'choose-runtime.ts'))
  const script = `const { chooseRuntime } = await import(${module})
    console.log(JSON.stringify(chooseRuntime() ?? null))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...bare, ...environment },
    encoding: 'utf8',
  })
  const lines = stdout.trim().split('\n')
  return { chosen: JSON.parse(lines.at(-1) ?? '') as unknown, said: lines.slice(0, -1), stderr }
}

/** Creates a program that prints its version, or fails, like a browser. */
function program(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

describe.skipIf(process.platform !== 'linux')('what the app runs on', () => {
  it('is nothing where there is nothing, and then it is said what helps', () => {
    const { chosen, stderr } = choose({})
    expect(chosen).toBeNull()
    expect(stderr).toBe(`There is nothing to run on. Any of these helps:
  npx install-electron
  ELECTRON_OVERRIDE_DIST_PATH=<folder with Electron>
  sudo sh -c 'apt-get update && apt-get install -y chromium xvfb'
  npx playwright install chromium
  TOUCHSTONE_CHROMIUM=<path of a Chrome or Chromium>
`)
  })

  it('is the Chromium that is named, with one line that says so', () => {
    const named = program('named', 'echo Chromium 1')
    const { chosen, said } = choose({ TOUCHSTONE_CHROMIUM: named })
    expect(chosen).toEqual({ kind: 'chromium', executable: named })
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(named)
  })

  it('is not what was not asked for', () => {
    const named = program('named', 'echo Chromium 1')
    const { chosen, stderr } = choose({
      TOUCHSTONE_CHROMIUM: named,
      TOUCHSTONE_RUNTIME: 'electron',
    })
    expect(chosen).toBeNull()
    expect(stderr).toContain('npx install-electron')
    expect(stderr).not.toContain('playwright')
  })

  it('is no binary that cannot start', () => {
    const broken = program('chromium', 'echo "libnss3.so: cannot open" >&2; exit 127')
    const { chosen, said } = choose({})
    rmSync(broken)
    expect(chosen).toBeNull()
    expect(said).toEqual([`${broken} cannot start: libnss3.so: cannot open`])
  })

  it.skipIf(needsHelper)('is Electron before any Chromium', () => {
    const electron = program('electron', 'echo v24')
    const { chosen } = choose({ TOUCHSTONE_CHROMIUM: program('named', 'echo Chromium 1') })
    rmSync(electron)
    expect(chosen).toEqual({ kind: 'electron', executable: electron })
  })

  it('cannot be asked for by another name', () => {
    const { chosen, stderr } = choose({ TOUCHSTONE_RUNTIME: 'firefox' })
    expect(chosen).toBeNull()
    expect(stderr).toBe('TOUCHSTONE_RUNTIME is "firefox": it can be "electron" or "chromium"\n')
  })
})
