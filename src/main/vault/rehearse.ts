import { keyRingText, makeVaultKey, parseKeyRing, wipeKeys } from './key-ring.ts'
import { placeOf, providerFiles } from './provider-file.ts'
import { openRecord, sealRecord } from './secret-record.ts'

/**
 * Opens a record of nothing with a key of nobody. Node loads WebCrypto, and V8 compiles what opens a
 * record, with the first one: that takes longer than all that follow, and would be while the window
 * waits for its list. The app calls it while nothing waits.
 */
export async function rehearse(): Promise<void> {
  const key = makeVaultKey()
  const ring = parseKeyRing(keyRingText([key])) ?? [key]
  const place = placeOf({ id: '', environment: '', baseUrl: '' })
  const jwe = await sealRecord({ secrets: {}, tokens: { tokens: {} } }, place, key)
  await openRecord(jwe, place, ring, providerFiles.content)
  wipeKeys([key, ...ring])
}
