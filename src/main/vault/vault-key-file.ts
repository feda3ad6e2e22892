import { z } from 'zod'
import type { Result } from '../../shared/result.ts'
import type { DurableOptions } from './durable-fs.ts'
import { passphraseWrap } from './passphrase-wrap.ts'
import { damaged, readStored, type Stored } from './read-stored.ts'
import { systemWrap } from './system-wrap.ts'
import { writeDurably } from './write-durably.ts'

/** `vault-key.json`: how the key ring is wrapped. */

const format = 1
/** Far above any wrap of a few keys. */
const mostBytes = 1024 * 1024

const keyWrap = z.discriminatedUnion('by', [
  systemWrap,
  passphraseWrap,
  /** Chosen by the user: nothing about the key is stored, each start makes a new one. */
  z.strictObject({ by: z.literal('memory') }),
])

const keyFile = z.strictObject({ format: z.literal(format), wrap: keyWrap })

export type KeyWrap = z.infer<typeof keyWrap>

export const vaultKeyFileName = 'vault-key.json'

export async function readKeyFile(path: string): Promise<Stored<KeyWrap>> {
  const stored = await readStored(path, format, mostBytes)
  if (stored.state !== 'read') return stored
  const file = keyFile.safeParse(stored.value)
  return file.success
    ? { state: 'read', value: file.data.wrap }
    : damaged(vaultKeyFileName, 'Its content is not what it must be.')
}

export function writeKeyFile(
  path: string,
  wrap: KeyWrap,
  options: DurableOptions,
): Promise<Result<null>> {
  const file: z.infer<typeof keyFile> = { format, wrap }
  return writeDurably(path, `${JSON.stringify(file, null, 2)}\n`, options)
}
