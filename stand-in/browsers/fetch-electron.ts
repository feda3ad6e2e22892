import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { electronFolder, findElectron } from './find-electron.ts'

const timeLimitMs = 60_000

/**
 * Where it is remembered that a version could not be fetched: a closed network is asked once, not
 * at every start.
 */
const marker = join(
  import.meta.dirname,
  '../../node_modules/.cache/touchstone/electron-not-fetched',
)

/**
 * Fetches Electron's binary as `npx install-electron` does: once for each version, and not at all
 * where `TOUCHSTONE_NO_DOWNLOAD=1`.
 *
 * @returns the executable; undefined where it could not be had
 */
export function fetchElectron(): string | undefined {
  if (findElectron() !== undefined) return undefined
  const { version } = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  if (process.env['TOUCHSTONE_NO_DOWNLOAD'] === '1' || hasFailed(version)) return undefined
  const seconds = timeLimitMs / 1000
  console.log(
    `Fetching Electron ${version}, at most ${seconds} s (TOUCHSTONE_NO_DOWNLOAD=1 keeps from it)`,
  )
  spawnSync(process.execPath, [join(electronFolder, 'install.js')], {
    stdio: 'ignore',
    timeout: timeLimitMs,
    killSignal: 'SIGKILL',
  })
  const executable = findElectron()
  if (executable === undefined) {
    mkdirSync(dirname(marker), { recursive: true })
    writeFileSync(marker, version)
  }
  return executable
}

function hasFailed(version: string): boolean {
  return existsSync(marker) && readFileSync(marker, 'utf8') === version
}
