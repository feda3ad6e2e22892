import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { electronVersion } from './find-electron.ts'

const folder = mkdtempSync(join(tmpdir(), 'touchstone-fetch-'))
afterAll(() => rmSync(folder, { recursive: true }))

const version = electronVersion()

/** Uses a port without a server, so that the attempt fails at once. */
function fetchFromNowhere(marker: string): string {
  const module = JSON.stringify(join(import.meta.dirname, 'fetch-electron.ts'))
  const script = `const { fetchElectron } = await import(${module})
    console.log(String(fetchElectron(${JSON.stringify(marker)})))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      ...process.env,
      TOUCHSTONE_NO_DOWNLOAD: '',
      ELECTRON_OVERRIDE_DIST_PATH: folder,
      ELECTRON_MIRROR: 'http://127.0.0.1:9/',
      electron_config_cache: folder,
    },
    encoding: 'utf8',
  })
  return stdout
}

describe('fetching Electron', () => {
  it('says what else to do where it fails, and remembers that for a day', () => {
    const marker = join(folder, 'failed.json')
    const first = fetchFromNowhere(marker)
    expect(first).toContain(`Fetching Electron ${version}`)
    expect(first).toContain('ELECTRON_MIRROR=')
    expect(first).toContain(`electron-v${version}-${process.platform}-${process.arch}.zip`)
    expect(first).toContain('ELECTRON_OVERRIDE_DIST_PATH=')
    expect(first).toMatch(/undefined\n$/)
    expect(existsSync(marker)).toBe(true)

    const second = fetchFromNowhere(marker)
    expect(second).not.toContain('Fetching')
    expect(second).toContain('could not be downloaded')
  })

  it.each([
    ['a day later', { version, atMs: Date.now() - 25 * 60 * 60_000 }],
    ['for another version', { version: '1.0.0', atMs: Date.now() }],
    ['where the clock was set back', { version, atMs: Date.now() + 60_000 }],
  ])('tries again %s', (_when, failed) => {
    const marker = join(folder, 'earlier.json')
    writeFileSync(marker, JSON.stringify(failed))
    expect(fetchFromNowhere(marker)).toContain('Fetching')
    expect(JSON.parse(readFileSync(marker, 'utf8'))).toMatchObject({ version })
  })

  it('tries again where what is remembered was cut off', () => {
    const marker = join(folder, 'cut.json')
    writeFileSync(marker, '{"vers')
    expect(fetchFromNowhere(marker)).toContain('Fetching')
  })
})
