import { z } from 'zod'
import { damaged, readStored, type Stored } from './read-stored.ts'
import type { RecordPlace } from './secret-record.ts'
import type { FileWords } from './vault-failure.ts'

/**
 * A file of its own for each thing that is kept: what may be known of it in clear, its secrets as
 * one JWE. A change writes one small file, and one damaged file costs one thing.
 */

const format = 1

const envelope = z.object({
  format: z.literal(format),
  secrets: z.discriminatedUnion('kept', [
    z.strictObject({ kept: z.literal('sealed'), jwe: z.string() }),
    z.strictObject({ kept: z.literal('memory') }),
  ]),
})

/**
 * Where the sealed record is: in the file, or in memory only, where it is gone (`null`) after a
 * lock or a restart. Serialising drops what is in memory only.
 */
export type KeptSecrets = { kept: 'sealed'; jwe: string } | { kept: 'memory'; jwe: string | null }

export type SealedFile<Clear> = Clear & { secrets: KeptSecrets }

/** What makes one kind of these files differ from another. */
export interface FileKind<Clear, Content> {
  words: FileWords
  /** What stands in clear. */
  clear: z.ZodType<Clear>
  /** What is sealed. Secret. */
  content: z.ZodType<Content>
  /** What the record is bound to; its id is the file's name. */
  place: (clear: Clear) => RecordPlace
  /** A larger file is not one of ours. */
  mostBytes: number
}

/**
 * Ids become file names, so only UUIDs in lower case pass: no path, and no two ids that are one
 * file where names are compared without case.
 */
export const isFileId = (id: string): boolean => uuid.test(id) && id === id.toLowerCase()

const uuid = z.regexes.uuid()

/** The text to store. Holds a secret only inside the JWE. */
export function sealedFileText<Clear>(file: SealedFile<Clear>): string {
  const secrets: z.infer<typeof envelope>['secrets'] =
    file.secrets.kept === 'sealed' ? file.secrets : { kept: 'memory' }
  return `${JSON.stringify({ format, ...file, secrets }, null, 2)}\n`
}

/** Reads one file. One that names another id than its own is damaged. */
export async function readSealedFile<Clear>(
  path: string,
  id: string,
  kind: FileKind<Clear, unknown>,
): Promise<Stored<SealedFile<Clear>>> {
  const stored = await readStored(path, format, kind.mostBytes)
  if (stored.state !== 'read') return stored
  const name = `${id}.json`
  const sealed = envelope.safeParse(stored.value)
  const others = Object.entries(stored.value).filter(([member]) => !(member in envelope.shape))
  const clear = kind.clear.safeParse(Object.fromEntries(others))
  if (!sealed.success || !clear.success) {
    return damaged(name, 'Its content is not what it must be.')
  }
  if (kind.place(clear.data).id !== id) {
    return damaged(name, `It belongs to another ${kind.words.one}.`)
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
