/**
 * Downloads Electron's zip into the cache that `install-electron` reads, and checks its digest. A process
 * of its own: `node stand-in/browsers/download-electron.ts`. Ends with 1, after one line that says why.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { downloadArtifact } from '@electron/get'
import { download } from './download.ts'
import { electronFolder, electronVersion } from './find-electron.ts'

const cacheRoot = process.env['electron_config_cache']
try {
  await downloadArtifact({
    version: electronVersion(),
    artifactName: 'electron',
    checksums: readChecksums(),
    ...(cacheRoot !== undefined && cacheRoot !== '' && { cacheRoot }),
    downloader: { download: (url, target) => download(url, target) },
  })
} catch (error) {
  console.error(`Electron could not be downloaded: ${reasonOf(error)}`)
  process.exitCode = 1
}

function readChecksums(): Record<string, string> {
  const text = readFileSync(join(electronFolder, 'checksums.json'), 'utf8')
  return JSON.parse(text) as Record<string, string>
}

/** Without the stack, and with what `fetch` hides in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
