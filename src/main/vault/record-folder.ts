import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, ok, type Result } from '../../shared/result.ts'
import { type DurableOptions, realFs, syncFolder } from './durable-fs.ts'
import { fileFailure } from './file-failure.ts'
import { moveDurably } from './move-durably.ts'
import { makePrivateFolder } from './private-folder.ts'
import {
  type FileKind,
  isFileId,
  readSealedFile,
  type SealedFile,
  sealedFileText,
} from './sealed-file.ts'
import { alreadyThere, notThere } from './vault-failure.ts'
import { sweepTemporaryFiles, writeDurably } from './write-durably.ts'

export type RecordFolder<Clear> = ReturnType<typeof recordFolder<Clear>>

/**
 * The files `<folder>/<id>.json`. A removed one moves to `<folder>/removed/`, so that removing can
 * be undone until `discardRemoved`. Ids must have been checked; other files are nobody's business.
 */
export function recordFolder<Clear>(
  folder: string,
  kind: FileKind<Clear, unknown>,
  durable: DurableOptions = {},
) {
  const { words } = kind
  const fs = durable.fs ?? realFs
  const removedFolder = join(folder, 'removed')
  const path = (id: string): string => join(folder, `${id}.json`)
  const removedPath = (id: string): string => join(removedFolder, `${id}.json`)

  return {
    /** Makes the folders, and clears what a crash or the last session left behind. */
    async prepare(): Promise<Result<null>> {
      for (const each of [folder, removedFolder]) {
        const made = await makePrivateFolder(each, durable)
        if (!made.ok) return made
      }
      const swept = await sweepTemporaryFiles(folder, durable.fs)
      return swept.ok ? discardRemoved() : swept
    },

    ids: (): Promise<Result<string[]>> => listIds(folder),
    read: (id: string) => readSealedFile(path(id), id, kind),

    write: (file: SealedFile<Clear>): Promise<Result<null>> =>
      writeDurably(path(kind.place(file).id), sealedFileText(file), durable),

    /** Works on damaged files too. Fails with kind `not-found`. */
    remove: (id: string) =>
      moveExisting(path(id), removedPath(id), `The ${words.one} could not be removed`),

    /** Fails with kind `not-found`, or `invalid-input` where the id is in use again. */
    async restore(id: string): Promise<Result<null>> {
      const there = await readSealedFile(path(id), id, kind)
      if (there.state === 'unread') return failed(there.failure)
      if (there.state !== 'missing') return failed(alreadyThere(words))
      return moveExisting(removedPath(id), path(id), `The ${words.one} could not be brought back`)
    },

    discardRemoved,
  }

  /** Deletes removed files for good. */
  async function discardRemoved(): Promise<Result<null>> {
    const ids = await listIds(removedFolder)
    if (!ids.ok || ids.value.length === 0) return ids.ok ? ok(null) : ids
    try {
      for (const id of ids.value) await fs.unlink(removedPath(id))
      await syncFolder(removedFolder, durable)
      return ok(null)
    } catch (error) {
      return failed(fileFailure(`Removed ${words.one}s could not be deleted for good`, error))
    }
  }

  async function moveExisting(from: string, to: string, title: string): Promise<Result<null>> {
    const moved = await moveDurably(from, to, title, durable)
    return !moved.ok && moved.failure.code === 'ENOENT' ? failed(notThere(words)) : moved
  }

  async function listIds(folder: string): Promise<Result<string[]>> {
    try {
      const entries = await readdir(folder, { withFileTypes: true })
      return ok(
        entries
          .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
          .map((entry) => entry.name.slice(0, -'.json'.length))
          .filter(isFileId),
      )
    } catch (error) {
      return failed(fileFailure(`The ${words.one}s cannot be listed`, error))
    }
  }
}
