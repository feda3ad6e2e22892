import { keyRingText, makeVaultKey, parseKeyRing, wipeKeys } from './key-ring.ts'
import { providerFiles } from './provider-actions.ts'
import { openRecord, sealRecord } from './secret-record.ts'
import type { Unopened } from './vault-failure.ts'

/**
 * Seals and opens an empty record with a throwaway key. The first record makes Node load WebCrypto
 * and V8 compile the code that opens records, which takes longer than opening a few. Here it happens
 * while nothing waits for it.
 */
export async function warmUp(): Promise<'opened' | Unopened> {
  const key = makeVaultKey()
  const ring = parseKeyRing(keyRingText([key]))
  if (ring === undefined) return 'record-unknown-key'
  const place = { id: '', environment: '', baseUrl: '', template: '', settings: '' }
  const jwe = await sealRecord({ secrets: {}, tokens: { tokens: {} } }, place, key)
  const { state } = await openRecord(jwe, place, ring, providerFiles.content)
  wipeKeys([key, ...ring])
  return state
}
