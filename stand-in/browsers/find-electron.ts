import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export const electronFolder = dirname(
  createRequire(import.meta.url).resolve('electron/package.json'),
)

/**
 * Finds Electron's binary. The npm package does not contain it; `npx install-electron` downloads it.
 *
 * @returns the executable; undefined if it is not there
 */
export function findElectron(): string | undefined {
  const pathFile = join(electronFolder, 'path.txt')
  const inside = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : defaultName()
  const distFolder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electronFolder, 'dist')
  const executable = join(distFolder, inside)
  return existsSync(executable) ? executable : undefined
}

/** The version of the npm package, such as `45.4.1`; the binary must have the same. */
export function electronVersion(): string {
  const manifest = readFileSync(join(electronFolder, 'package.json'), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

function defaultName(): string {
  switch (process.platform) {
    case 'darwin':
      return 'Electron.app/Contents/MacOS/Electron'
    case 'win32':
      return 'electron.exe'
    default:
      return 'electron'
  }
}
