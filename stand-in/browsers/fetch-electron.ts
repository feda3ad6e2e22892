import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { electronFolder, electronVersion, findElectron } from './find-electron.ts'

/** How long no download is tried after one has failed. */
const retryAfterMs = 24 * 60 * 60_000

/** Records a failed download, so that a closed network does not delay every start. */
const usualMarker = join(
  import.meta.dirname,
  '../../node_modules/.cache/touchstone/electron-not-fetched.json',
)

interface Failed {
  version: string
  atMs: number
}

/**
 * Downloads Electron's binary as `npx install-electron` does, with progress, unless
 * `TOUCHSTONE_NO_DOWNLOAD=1` or a download failed within the last day.
 *
 * @returns the executable; undefined if it is installed already, or could not be downloaded
 */
export function fetchElectron(marker = usualMarker): string | undefined {
  if (process.env['TOUCHSTONE_NO_DOWNLOAD'] === '1' || findElectron() !== undefined)
    return undefined
  const version = electronVersion()
  const failed = rememberedFailure(marker, version)
  if (failed !== undefined) {
    const until = new Date(failed.atMs + retryAfterMs).toLocaleString()
    console.log(
      `Electron ${version} could not be downloaded; \`npx install-electron\` tries now, this does after ${until}`,
    )
    return undefined
  }
  console.log(`Fetching Electron ${version} (TOUCHSTONE_NO_DOWNLOAD=1 prevents it)`)
  run(join(import.meta.dirname, 'download-electron.ts'), 'inherit')
  // Unpacks the zip from the cache.
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
    return failed.version === version && age >= 0 && age < retryAfterMs ? failed : undefined
  } catch {
    // Damaged: the next attempt writes it again.
    return undefined
  }
}

/** Commands that provide Electron on a machine that cannot download it. */
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

/** The path of the zip in the cache of `@electron/get`: its folder is the SHA-256 of the address. */
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
