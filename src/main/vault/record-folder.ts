import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import {
  damaged,
  type DurableOptions,
  makePrivateFolder,
  moveDurably,
  readStored,
  realFs,
  type Stored,
  sweepTemporaryFiles,
  syncFolder,
  writeDurably,
} from './durable-files.ts'
import type { KeptSecrets, RecordPlace } from './secret-record.ts'
import { alreadyThere, fileFailure, type FileWords, notThere } from './vault-failure.ts'

/**
 * One file for each provider and each saved token: public fields in clear, secrets as one JWE. A
 * change writes one small file, and a damaged file costs one entry.
 */

const format = 1

const envelope = z.object({
  format: z.literal(format),
  secrets: z.discriminatedUnion('kept', [
    z.strictObject({ kept: z.literal('sealed'), jwe: z.string() }),
    z.strictObject({ kept: z.literal('memory') }),
  ]),
})

export type SealedFile<Clear> = Clear & { secrets: KeptSecrets }

/** How one kind of file differs from another. */
export interface FileKind<Clear, Content> {
  words: FileWords
  clear: z.ZodType<Clear>
  content: z.ZodType<Content>
  /** The file's name. */
  id: (clear: Clear) => string
  /** What the record is bound to. */
  place: (clear: Clear) => RecordPlace
  maxBytes: number
}

/**
 * Ids become file names, so only UUIDs in lower case are accepted. That excludes paths, and two ids
 * that are one file where names are compared without case.
 */
export const isFileId = (id: string): boolean => uuid.test(id) && id === id.toLowerCase()

const uuid = z.regexes.uuid()

/** The text to store. Leaves out a record that is kept in memory only. */
export const sealedFileText = <Clear>(file: SealedFile<Clear>): string =>
  `${JSON.stringify(storedContent(file), null, 2)}\n`

function storedContent<Clear>(file: SealedFile<Clear>): object {
  const secrets: z.infer<typeof envelope>['secrets'] =
    file.secrets.kept === 'sealed' ? file.secrets : { kept: 'memory' }
  return { format, ...file, secrets }
}

/** Reads one file. A file whose content has another id is damaged. */
export async function readSealedFile<Clear>(
  path: string,
  id: string,
  kind: FileKind<Clear, unknown>,
  durable: DurableOptions = {},
): Promise<Stored<SealedFile<Clear>>> {
  const stored = await readStored(path, format, kind.maxBytes, durable)
  return stored.state === 'read' ? sealedFileIn(stored.value, id, kind) : stored
}

function sealedFileIn<Clear>(
  content: object,
  id: string,
  kind: FileKind<Clear, unknown>,
): Stored<SealedFile<Clear>> {
  const name = `${id}.json`
  const sealed = envelope.safeParse(content)
  const others = Object.entries(content).filter(([member]) => !(member in envelope.shape))
  const clear = kind.clear.safeParse(Object.fromEntries(others))
  if (!sealed.success || !clear.success) {
    return damaged(name, 'The content has an unexpected form.')
  }
  if (kind.id(clear.data) !== id) {
    return damaged(name, `The file belongs to another ${kind.words.one}.`)
  }
  const { secrets } = sealed.data
  return {
    state: 'read',
    value: {
      ...clear.data,
      secrets: secrets.kept === 'sealed' ? secrets : { kept: 'memory', jwe: null },
    },
  }
}

/** The text to store, unless reading it again would fail: such a file would never open. */
function readableText<Clear>(
  file: SealedFile<Clear>,
  kind: FileKind<Clear, unknown>,
): Result<string> {
  const text = sealedFileText(file)
  if (Buffer.byteLength(text) > kind.maxBytes)
    return failed(tooLargeToStore(kind.words, kind.maxBytes))
  const read = sealedFileIn(storedContent(file), kind.id(file), kind)
  return read.state === 'read' ? ok(text) : failed(notStorable(kind.words))
}

const tooLargeToStore = ({ one }: FileWords, maxBytes: number): Failure => ({
  kind: 'too-large',
  title: `This ${one} is too large to be stored`,
  detail: `The limit is ${Math.round(maxBytes / (1024 * 1024))} MiB.`,
  nextStep: 'Shorten the fields. What was stored before is unchanged.',
})

/** A bug elsewhere: inputs are checked before. What is wrong could name a secret, so it is not said. */
const notStorable = ({ one }: FileWords): Failure => ({
  kind: 'internal',
  title: `This ${one} cannot be stored`,
  detail: 'The file could not be read back. What was stored before is unchanged.',
  nextStep: 'Check the system clock and the fields, then try again.',
})

export type RecordFolder<Clear> = ReturnType<typeof recordFolder<Clear>>

/**
 * The files `<folder>/<id>.json`. Removing one moves it to `<folder>/removed/`, where it can be
 * restored until `discardRemoved`. Callers check ids before. Files with other names are ignored.
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
    /** Makes the folders, and deletes what a crash or the last session left behind. */
    async prepare(): Promise<Result<null>> {
      for (const each of [folder, removedFolder]) {
        const made = await makePrivateFolder(each, durable)
        if (!made.ok) return made
      }
      const swept = await sweepTemporaryFiles(folder, durable.fs)
      return swept.ok ? discardRemoved() : swept
    },

    ids: (): Promise<Result<string[]>> => listIds(folder),
    read: (id: string) => readSealedFile(path(id), id, kind, durable),
    async write(file: SealedFile<Clear>): Promise<Result<null>> {
      const text = readableText(file, kind)
      return text.ok ? writeDurably(path(kind.id(file)), text.value, durable) : text
    },

    /** Works on damaged files too. Fails with kind `not-found`. */
    remove: (id: string) =>
      moveExisting(path(id), removedPath(id), `The ${words.one} could not be removed`),

    /** Fails with kind `not-found`, or `invalid-input` where the id is in use again. */
    async restore(id: string): Promise<Result<null>> {
      const there = await readSealedFile(path(id), id, kind, durable)
      if (there.state === 'unread') return failed(there.failure)
      if (there.state !== 'missing') return failed(alreadyThere(words))
      return moveExisting(removedPath(id), path(id), `The ${words.one} could not be restored`)
    },

    discardRemoved,
  }

  /** Deletes removed files for good. */
  async function discardRemoved(): Promise<Result<null>> {
    // What was a folder stays: its content is not ours.
    const ids = await listIds(removedFolder, (entry) => !entry.isDirectory())
    if (!ids.ok || ids.value.length === 0) return ids.ok ? ok(null) : ids
    try {
      for (const id of ids.value) await fs.unlink(removedPath(id))
      await syncFolder(removedFolder, durable)
      return ok(null)
    } catch (error) {
      return failed(fileFailure(`Removed ${words.one}s could not be deleted permanently`, error))
    }
  }

  async function moveExisting(from: string, to: string, title: string): Promise<Result<null>> {
    const moved = await moveDurably(from, to, title, durable)
    return !moved.ok && moved.failure.code === 'ENOENT' ? failed(notThere(words)) : moved
  }

  async function listIds(
    folder: string,
    counts: (entry: Dirent) => boolean = () => true,
  ): Promise<Result<string[]>> {
    try {
      const entries = await readdir(folder, { withFileTypes: true })
      return ok(
        entries
          .filter((entry) => counts(entry) && entry.name.endsWith('.json'))
          .map(({ name }) => name.slice(0, -'.json'.length))
          .filter(isFileId),
      )
    } catch (error) {
      return failed(fileFailure(`The ${words.one}s cannot be listed`, error))
    }
  }
}
