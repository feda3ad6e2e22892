import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from 'jose'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { cryptoKeyOf, findKey, type KeyRing, type VaultKey } from './key-ring.ts'
import { parseJson } from '../parse-json.ts'

const providerPlace = z.strictObject({
  id: z.string(),
  environment: z.string(),
  baseUrl: z.string(),
})
const savedTokenPlace = z.strictObject({ id: z.string() })

export type ProviderPlace = z.infer<typeof providerPlace>

/**
 * Whose record it is, and nothing else. Bound into the protected header, which AES-GCM
 * authenticates (RFC 7516 5.1 step 14), so a record opens only where it was sealed for.
 */
export type RecordPlace = ProviderPlace | z.infer<typeof savedTokenPlace>

const sealing = { alg: z.literal('dir'), enc: z.literal('A256GCM'), kid: z.string() }
const protectedHeader = z.union([providerPlace.extend(sealing), savedTokenPlace.extend(sealing)])

const headerOf = (place: RecordPlace, key: VaultKey): z.infer<typeof protectedHeader> => {
  return { alg: 'dir', enc: 'A256GCM', kid: key.id, ...place }
}

/** Seals a record as a compact JWE (`dir`, `A256GCM`, a fresh random IV each time). */
export async function sealRecord(
  content: object,
  place: RecordPlace,
  key: VaultKey,
): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader(headerOf(place, key))
    .encrypt(await cryptoKeyOf(key))
}

/** Why a record does not open. */
export type Unopened = 'record-altered' | 'record-unknown-key' | 'record-moved'

/**
 * Opens a record at its own place only. Does not notice a whole file that was rolled back to an
 * older one.
 */
export async function openRecord<Content>(
  jwe: string,
  place: RecordPlace,
  ring: KeyRing,
  shape: z.ZodType<Content>,
): Promise<{ state: 'opened'; content: Content } | { state: Unopened }> {
  const header = readHeader(jwe)
  if (header === undefined) return { state: 'record-altered' }
  const key = findKey(ring, header.kid)
  if (key === undefined) return { state: 'record-unknown-key' }
  const plaintext = await decrypt(jwe, key)
  if (plaintext === undefined) return { state: 'record-altered' }
  if (!isDeepStrictEqual(header, headerOf(place, key))) return { state: 'record-moved' }
  const content = shape.safeParse(parseJson(new TextDecoder().decode(plaintext)))
  return content.success ? { state: 'opened', content: content.data } : { state: 'record-altered' }
}

/** Id of the key that a record says it was sealed with; undefined where it is no record of ours. */
export const recordKeyId = (jwe: string): string | undefined => readHeader(jwe)?.kid

function readHeader(jwe: string): z.infer<typeof protectedHeader> | undefined {
  // Base64url ignores the last bits of a part and jose whitespace: two spellings of one record.
  const parts = jwe.split('.')
  if (parts.some((part) => Buffer.from(part, 'base64url').toString('base64url') !== part)) {
    return undefined
  }
  try {
    const header = protectedHeader.safeParse(decodeProtectedHeader(jwe))
    return header.success ? header.data : undefined
  } catch {
    return undefined // decodeProtectedHeader throws a plain TypeError for every malformed text
  }
}

async function decrypt(jwe: string, key: VaultKey): Promise<Uint8Array | undefined> {
  try {
    const { plaintext } = await compactDecrypt(jwe, await cryptoKeyOf(key), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return plaintext
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}
