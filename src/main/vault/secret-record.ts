import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from 'jose'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { Openable } from '../../shared/vault.ts'
import { cryptoKeyOf, type KeyRing, type VaultKey } from './key-ring.ts'
import {
  type FileWords,
  goneWithMemory,
  lockedFailure,
  type Unopened,
  unreadableRecord,
} from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

const earlierPlace = z.strictObject({
  id: z.string(),
  environment: z.string(),
  baseUrl: z.string(),
})
const providerPlace = earlierPlace.extend({
  template: z.string(),
  /** SHA-256 of what else decides where a secret goes, in base64url. */
  settings: z.string(),
})
const savedTokenPlace = z.strictObject({ id: z.string() })

export type ProviderPlace = z.infer<typeof providerPlace>

/**
 * Where a record belongs. Part of the protected header, which AES-GCM authenticates (RFC 7516 §5.1
 * step 14), so a record that was copied to another place cannot be opened there.
 */
export type RecordPlace = ProviderPlace | z.infer<typeof savedTokenPlace>

/**
 * A sealed record and where it is kept: in its file, or in memory only. From memory it is lost
 * (`null`) after a lock or a restart.
 */
export type KeptSecrets = { kept: 'sealed'; jwe: string } | { kept: 'memory'; jwe: string | null }

/** The content of a record, where it can be read. Secret: never leaves main. */
export type Contents<Content> = Openable<{ record: Content }>

/** Opens a record with the current keys. */
export async function contentsOf<Content>(
  { jwe }: KeptSecrets,
  place: RecordPlace,
  { content, words }: { content: z.ZodType<Content>; words: FileWords },
  key: VaultKeyHolder,
): Promise<Contents<Content>> {
  if (jwe === null) return { state: 'enter-again', failure: goneWithMemory(words) }
  const ring = key.ring()
  if (ring === undefined) return { state: 'locked' }
  const opened = await openRecord(jwe, place, ring, content)
  return opened.state === 'opened'
    ? { state: 'ready', record: opened.content }
    : { state: 'enter-again', failure: unreadableRecord(opened.state, words) }
}

/** Seals a record with the current key. How the key is protected decides where it is kept. */
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

const sealing = { alg: z.literal('dir'), enc: z.literal('A256GCM'), kid: z.string() }
const protectedHeader = z.union([
  providerPlace.extend(sealing),
  earlierPlace.extend(sealing),
  savedTokenPlace.extend(sealing),
])

const headerOf = (
  place: RecordPlace | z.infer<typeof earlierPlace>,
  key: VaultKey,
): z.infer<typeof protectedHeader> => {
  return { alg: 'dir', enc: 'A256GCM', kid: key.id, ...place }
}

/** Seals a record as a compact JWE (`dir`, `A256GCM`) with a new random IV. */
export async function sealRecord(
  content: object,
  place: RecordPlace,
  key: VaultKey,
): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader(headerOf(place, key))
    .encrypt(await cryptoKeyOf(key))
}

/**
 * Opens a record at its own place only. Does not detect that a whole file was replaced by an older
 * version of itself.
 *
 * Keys of earlier versions sealed records that are not bound to template and settings. They open
 * with such a key only, which the vault replaces as soon as it is open.
 */
export async function openRecord<Content>(
  jwe: string,
  place: RecordPlace,
  ring: KeyRing,
  shape: z.ZodType<Content>,
): Promise<{ state: 'opened'; content: Content } | { state: Unopened }> {
  const header = readHeader(jwe)
  if (header === undefined) return { state: 'record-altered' }
  const key = ring.find(({ id }) => id === header.kid)
  if (key === undefined) return { state: 'record-unknown-key' }
  const plaintext = await decrypt(jwe, key)
  if (plaintext === undefined) return { state: 'record-altered' }
  if (!isBoundTo(place, header, key)) return { state: 'record-moved' }
  const content = shape.safeParse(plaintext)
  return content.success ? { state: 'opened', content: content.data } : { state: 'record-altered' }
}

function isBoundTo(place: RecordPlace, header: object, key: VaultKey): boolean {
  if (isDeepStrictEqual(header, headerOf(place, key))) return true
  if (key.bindsSettings || !('baseUrl' in place)) return false
  const { id, environment, baseUrl } = place
  return isDeepStrictEqual(header, headerOf({ id, environment, baseUrl }, key))
}

/** The id of the key that a record names. Undefined where the text is no record of ours. */
export const recordKeyId = (jwe: string): string | undefined => readHeader(jwe)?.kid

function readHeader(jwe: string): z.infer<typeof protectedHeader> | undefined {
  // Base64url decoders ignore leftover bits, and jose ignores whitespace. Only one spelling of a
  // record is accepted.
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

/** The JSON value that a record holds. Undefined where it cannot be decrypted or is not JSON. */
async function decrypt(jwe: string, key: VaultKey): Promise<unknown> {
  try {
    const { plaintext } = await compactDecrypt(jwe, await cryptoKeyOf(key), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return JSON.parse(new TextDecoder().decode(plaintext))
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return undefined
    throw error
  }
}
