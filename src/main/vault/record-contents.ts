import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { FileKind, KeptSecrets, SealedFile } from './sealed-file.ts'
import { openRecord, type RecordPlace, sealRecord } from './secret-record.ts'
import { goneWithMemory, lockedFailure, unreadableRecord } from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

/** What a file holds sealed, where it can be read. Secret: main only. */
export type Contents<Content> =
  | { state: 'ready'; record: Content }
  | { state: 'locked' }
  | { state: 'enter-again'; failure: Failure }

/** Opens what a file holds, with the keys there are now. */
export async function contentsOf<Clear, Content>(
  file: SealedFile<Clear>,
  { content, place, words }: FileKind<Clear, Content>,
  key: VaultKeyHolder,
): Promise<Contents<Content>> {
  if (file.secrets.jwe === null) return { state: 'enter-again', failure: goneWithMemory(words) }
  const ring = key.ring()
  if (ring === undefined) return { state: 'locked' }
  const opened = await openRecord(file.secrets.jwe, place(file), ring, content)
  if (opened.state !== 'opened') {
    return { state: 'enter-again', failure: unreadableRecord(opened.state, words) }
  }
  return { state: 'ready', record: opened.content }
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
  return ok({ kept: status.protection === 'memory' ? 'memory' : 'sealed', jwe })
}
