import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { electronFolder, findElectron } from './find-electron.ts'

const timeLimitMs = 60_000

/** Names the version that could not be downloaded, so that not every start tries again. */
const marker = join(
  import.meta.dirname,
  '../../node_modules/.cache/touchstone/electron-not-fetched',
)

/**
 * Downloads Electron's binary as `npx install-electron` does, unless `TOUCHSTONE_NO_DOWNLOAD=1`. Each
 * version is tried once.
 *
 * @returns the executable; undefined if it is installed already, or the download failed or is not
 * allowed
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
