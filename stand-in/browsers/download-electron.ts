/**
 * `node stand-in/browsers/download-electron.ts`: downloads Electron's zip to the cache of
 * `install-electron`, and checks its digest. Exits with 1 after one line with the reason.
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

/** The message of an error, with that of its cause, where `fetch` puts the details. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
