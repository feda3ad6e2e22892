import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { electronFolder, electronVersion, findElectron } from './find-electron.ts'

/** How long a failed download is remembered: a network that was closed may be open tomorrow. */
const forgottenAfterMs = 24 * 60 * 60_000

/** Where it is remembered, so that a closed network is not waited for at every start. */
const usualMarker = join(
  import.meta.dirname,
  '../../node_modules/.cache/touchstone/electron-not-fetched.json',
)

interface Failed {
  version: string
  atMs: number
}

/**
 * Fetches Electron's binary as `npx install-electron` does, showing how far it is; not at all where
 * `TOUCHSTONE_NO_DOWNLOAD=1`, nor within a day after it could not be had.
 *
 * @returns the executable; undefined where it could not be had: how to get it has been said then
 */
export function fetchElectron(marker = usualMarker): string | undefined {
  if (process.env['TOUCHSTONE_NO_DOWNLOAD'] === '1' || findElectron() !== undefined)
    return undefined
  const version = electronVersion()
  const failed = rememberedFailure(marker, version)
  if (failed !== undefined) {
    const until = new Date(failed.atMs + forgottenAfterMs).toLocaleString()
    console.log(
      `Electron ${version} could not be downloaded; \`npx install-electron\` tries now, this does after ${until}`,
    )
    return undefined
  }
  console.log(`Fetching Electron ${version} (TOUCHSTONE_NO_DOWNLOAD=1 prevents it)`)
  run(join(import.meta.dirname, 'download-electron.ts'), 'inherit')
  // Finds the zip in the cache, and unpacks it.
  if (existsSync(cachedZip(version))) run(join(electronFolder, 'install.js'), 'ignore')
  const executable = findElectron()
  if (executable === undefined) {
    mkdirSync(dirname(marker), { recursive: true })
    writeFileSync(marker, JSON.stringify({ version, atMs: Date.now() } satisfies Failed))
    console.log(waysToElectron(version))
  }
  return executable
}

function run(script: string, stdio: 'inherit' | 'ignore'): void {
  spawnSync(process.execPath, [script], { stdio })
}

function rememberedFailure(marker: string, version: string): Failed | undefined {
  if (!existsSync(marker)) return undefined
  try {
    const failed = JSON.parse(readFileSync(marker, 'utf8')) as Failed
    const age = Date.now() - failed.atMs
    return failed.version === version && age >= 0 && age < forgottenAfterMs ? failed : undefined
  } catch {
    // Cut off while it was written: the next attempt writes it again.
    return undefined
  }
}

/** How to get Electron on a machine that cannot download it, as commands to copy. */
function waysToElectron(version: string): string {
  return [
    `To run on Electron ${version}, do one of these:`,
    '  a mirror:         ELECTRON_MIRROR=https://<mirror>/electron/ npm start',
    `  a seeded cache:   copy ${zipName(version)} to ${dirname(cachedZip(version))}`,
    '  your own binary:  ELECTRON_OVERRIDE_DIST_PATH=<folder with Electron> npm start',
  ].join('\n')
}

const zipName = (version: string): string =>
  `electron-v${version}-${process.platform}-${process.arch}.zip`

/** As `@electron/get` names it: a folder for each address, named by the address's SHA-256. */
function cachedZip(version: string): string {
  const mirror =
    process.env['npm_config_electron_mirror'] ??
    process.env['ELECTRON_MIRROR'] ??
    'https://github.com/electron/electron/releases/download/'
  const folder = createHash('sha256').update(`${mirror}v${version}`).digest('hex')
  return join(cacheRoot(), folder, zipName(version))
}

function cacheRoot(): string {
  const named = process.env['electron_config_cache']
  if (named !== undefined && named !== '') return named
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library/Caches/electron')
    case 'win32':
      return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData/Local'), 'electron/Cache')
    default:
      return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'electron')
  }
}
