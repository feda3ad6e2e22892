import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { failed, ok, type Result } from '../../shared/result.ts'
import {
  type DurableFs,
  type DurableOptions,
  realFs,
  renamePatiently,
  syncFolder,
} from './durable-fs.ts'
import { fileFailure } from './file-failure.ts'

/**
 * Why this exists: on a full disk both electron-store and write-file-atomic report success and
 * leave a truncated file, and neither flushes the folder.
 */

const temporaryName = /\.[0-9a-f]{16}\.touchstone-tmp$/

const temporaryBeside = (path: string): string =>
  `${path}.${randomBytes(8).toString('hex')}.touchstone-tmp`

/**
 * Replaces a file as a whole (mode 0600): when this succeeds the new content survives a power cut;
 * when it fails before the rename the old file is untouched. A failure of the very last step, the
 * flush of the folder, is reported too: the new content is there then, but not proven durable.
 */
export async function writeDurably(
  path: string,
  content: string,
  options: DurableOptions = {},
): Promise<Result<null>> {
  const fs = options.fs ?? realFs
  const temporary = temporaryBeside(path)
  try {
    await writeWhole(fs, temporary, new TextEncoder().encode(content))
    await renamePatiently(temporary, path, options)
  } catch (error) {
    // The first error is the one to tell; what cannot be removed now is swept at the next start.
    await fs.unlink(temporary).catch(() => undefined)
    return failed(fileFailure(`${basename(path)} could not be saved`, error))
  }
  try {
    await syncFolder(dirname(path), options)
  } catch (error) {
    return failed(fileFailure(`${basename(path)} may not be saved`, error))
  }
  return ok(null)
}

async function writeWhole(fs: DurableFs, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await fs.open(path, 'wx', 0o600)
  try {
    let offset = 0
    while (offset < bytes.length) {
      const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset)
      if (bytesWritten === 0) throw new Error('The disk takes no more bytes.')
      offset += bytesWritten
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes what a crash in the middle of `writeDurably` left in a folder: our own names only. */
export async function sweepTemporaryFiles(
  folder: string,
  fs: DurableFs = realFs,
): Promise<Result<null>> {
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isFile() && temporaryName.test(entry.name)) {
        await fs.unlink(join(folder, entry.name))
      }
    }
    return ok(null)
  } catch (error) {
    return failed(fileFailure('Leftover temporary files could not be removed', error))
  }
}
