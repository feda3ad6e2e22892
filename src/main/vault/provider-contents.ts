import type { Provider } from '../../shared/provider.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { KeptSecrets, ProviderFile } from './provider-file.ts'
import { openRecord, type SecretRecord, sealRecord } from './secret-record.ts'
import { goneWithMemory, lockedFailure } from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

/** A provider's secrets, where they can be read. Secret: main only. */
export type Contents =
  | { state: 'ready'; record: SecretRecord }
  | { state: 'locked' }
  | { state: 'enter-again'; failure: Failure }

/** Opens what a file holds, with the keys there are now. */
export async function contentsOf(file: ProviderFile, key: VaultKeyHolder): Promise<Contents> {
  if (file.secrets.jwe === null) return { state: 'enter-again', failure: goneWithMemory }
  const ring = key.ring()
  if (ring === undefined) return { state: 'locked' }
  const record = await openRecord(file.secrets.jwe, file.provider, ring)
  return record.ok
    ? { state: 'ready', record: record.value }
    : { state: 'enter-again', failure: record.failure }
}

/** Seals a record for where the vault key's protection says that it is kept. */
export async function sealContents(
  provider: Provider,
  record: SecretRecord,
  key: VaultKeyHolder,
): Promise<Result<KeptSecrets>> {
  const ring = key.ring()
  const status = key.status()
  if (ring === undefined || status.state !== 'open') return failed(lockedFailure(status))
  const jwe = await sealRecord(record, provider, ring[0])
  return ok({ kept: status.protection === 'memory' ? 'memory' : 'sealed', jwe })
}
