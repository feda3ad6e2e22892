import { isDeepStrictEqual } from 'node:util'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { KeyRing } from './key-ring.ts'
import type { FileKind, KeptSecrets, SealedFile } from './sealed-file.ts'
import { openRecord, type RecordPlace, sealRecord } from './secret-record.ts'
import { goneWithMemory, lockedFailure, unreadableRecord } from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

/** What a file holds sealed, where it can be read. Secret: main only. */
export type Contents<Content> =
  | { state: 'ready'; record: Content }
  | { state: 'locked' }
  | { state: 'enter-again'; failure: Failure }

interface Sealed {
  jwe: string
  place: RecordPlace
  ring: KeyRing
}

/** As what a record was opened or sealed last. Keeps no record: whoever drops it drops this too. */
const sealedAs = new WeakMap<object, Sealed>()

/**
 * Opens what a file holds, with the keys there are now. `known` is what was in it earlier: while
 * text, place and keys are the same it still is, and nothing is decrypted again.
 */
export async function contentsOf<Clear, Content extends object>(
  file: SealedFile<Clear>,
  { content, place, words }: FileKind<Clear, Content>,
  key: VaultKeyHolder,
  known?: Contents<Content>,
): Promise<Contents<Content>> {
  if (file.secrets.jwe === null) return { state: 'enter-again', failure: goneWithMemory(words) }
  const ring = key.ring()
  if (ring === undefined) return { state: 'locked' }
  const sealed = { jwe: file.secrets.jwe, place: place(file), ring }
  if (known?.state === 'ready' && wasSealed(known.record, sealed)) return known
  const opened = await openRecord(sealed.jwe, sealed.place, ring, content)
  if (opened.state !== 'opened') {
    return { state: 'enter-again', failure: unreadableRecord(opened.state, words) }
  }
  sealedAs.set(opened.content, sealed)
  return { state: 'ready', record: opened.content }
}

function wasSealed(record: object, { jwe, place, ring }: Sealed): boolean {
  const last = sealedAs.get(record)
  return last?.jwe === jwe && last.ring === ring && isDeepStrictEqual(last.place, place)
}

/** Seals a record for where the vault key's protection says that it is kept. */
export async function sealContents(
  content: object,
  place: RecordPlace,
  key: VaultKeyHolder,
): Promise<Result<KeptSecrets>> {
  const ring = key.ring()
  const status = key.status()
  if (ring === undefined || status.state !== 'open') return failed(lockedFailure(status))
  const jwe = await sealRecord(content, place, ring[0])
  sealedAs.set(content, { jwe, place, ring })
  return ok({ kept: status.protection === 'memory' ? 'memory' : 'sealed', jwe })
}
