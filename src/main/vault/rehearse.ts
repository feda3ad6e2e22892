import { keyRingText, makeVaultKey, parseKeyRing, wipeKeys } from './key-ring.ts'
import { placeOf, providerFiles } from './provider-file.ts'
import { openRecord, sealRecord, type Unopened } from './secret-record.ts'

/**
 * Opens a record of nothing with a key of nobody. Node loads WebCrypto, and V8 compiles what opens a
 * record, with the first one: that takes longer than a handful of others, and should not begin when
 * a window waits for its list.
 */
export async function rehearse(): Promise<'opened' | Unopened> {
  const key = makeVaultKey()
  const ring = parseKeyRing(keyRingText([key]))
  if (ring === undefined) return 'record-unknown-key'
  const place = placeOf({ id: '', environment: '', baseUrl: '' })
  const jwe = await sealRecord({ secrets: {}, tokens: { tokens: {} } }, place, key)
  const { state } = await openRecord(jwe, place, ring, providerFiles.content)
  wipeKeys([key, ...ring])
  return state
}
