import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from 'jose'
import { z } from 'zod'
import { failed, ok, type Result } from '../../shared/result.ts'
import { tokenSet } from '../../shared/token.ts'
import { findKey, type KeyRing, type VaultKey } from './key-ring.ts'
import { parseJson } from './parse-json.ts'

/** All that is secret about one provider. Lives in main only. */
const secretRecord = z.strictObject({
  /** Values of the secret fields, by field name. */
  secrets: z.record(z.string(), z.string()),
  tokens: tokenSet,
})

export type SecretRecord = z.infer<typeof secretRecord>

/**
 * Whose record it is. Bound into the protected header, which AES-GCM authenticates (RFC 7516 5.1
 * step 14), so a record opens only where it was sealed for.
 */
export interface RecordPlace {
  id: string
  environment: string
  baseUrl: string
}

const protectedHeader = z.strictObject({
  alg: z.literal('dir'),
  enc: z.literal('A256GCM'),
  kid: z.string(),
  id: z.string(),
  environment: z.string(),
  baseUrl: z.string(),
})

/** Seals a record as a compact JWE (`dir`, `A256GCM`, a fresh random IV each time). */
export async function sealRecord(
  record: SecretRecord,
  { id, environment, baseUrl }: RecordPlace,
  key: VaultKey,
): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(record)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.id, id, environment, baseUrl })
    .encrypt(key.bytes)
}

/**
 * Opens a record under its own provider only.
 *
 * Fails with kind `storage` and a code: `record-altered`, `record-unknown-key` or `record-moved`.
 * Does not notice a whole file that was rolled back to an older one.
 */
export async function openRecord(
  jwe: string,
  place: RecordPlace,
  ring: KeyRing,
): Promise<Result<SecretRecord>> {
  const header = readHeader(jwe)
  if (header === undefined) return unreadable('record-altered')
  const key = findKey(ring, header.kid)
  if (key === undefined) return unreadable('record-unknown-key')
  const plaintext = await decrypt(jwe, key)
  if (plaintext === undefined) return unreadable('record-altered')
  if (
    header.id !== place.id ||
    header.environment !== place.environment ||
    header.baseUrl !== place.baseUrl
  ) {
    return unreadable('record-moved')
  }
  const record = secretRecord.safeParse(parseJson(new TextDecoder().decode(plaintext)))
  return record.success ? ok(record.data) : unreadable('record-altered')
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
    const { plaintext } = await compactDecrypt(jwe, key.bytes, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return plaintext
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

const reasons = {
  'record-altered': 'The stored record is cut off or has been altered.',
  'record-unknown-key': 'The stored record was sealed with another vault key.',
  'record-moved': 'The stored record belongs to another provider, environment or base URL.',
}

function unreadable(code: keyof typeof reasons): Result<never> {
  return failed({
    kind: 'storage',
    title: 'The secrets of this provider cannot be read',
    detail: `${reasons[code]} It is kept as it is.`,
    code,
    nextStep: 'Enter the secrets again.',
  })
}
