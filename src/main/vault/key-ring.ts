import { randomBytes, type webcrypto } from 'node:crypto'
import { z } from 'zod'

/** A 256-bit key for A256GCM. The id is random, and is written in clear into each record. */
export interface VaultKey {
  id: string
  bytes: Uint8Array<ArrayBuffer>
  /** Every record that it seals is bound to all of its `ProviderPlace`: see `openRecord`. */
  bindsSettings: boolean
}

/**
 * The current key first. During a rotation the keys that it replaces follow. The ring is wrapped as
 * a whole, so that one durable write changes the set of keys.
 */
export type KeyRing = readonly [VaultKey, ...VaultKey[]]

/** Returns that many random bytes. Tests pass a repeatable one. */
export type RandomBytes = (size: number) => Uint8Array<ArrayBuffer>

const keyShape = z.strictObject({
  id: z.string().min(1),
  key: z.base64url().length(43),
  bindsSettings: z.boolean().default(false),
})
const ringShape = z.strictObject({ keys: z.tuple([keyShape], keyShape) })

export function makeVaultKey(random: RandomBytes = randomBytes): VaultKey {
  return { id: base64url(random(9)), bytes: random(32), bindsSettings: true }
}

/** The text that gets wrapped. It holds the keys in clear: never store or send it. */
export const keyRingText = (ring: KeyRing): string =>
  JSON.stringify({ keys: ring.map(({ bytes, ...rest }) => ({ ...rest, key: base64url(bytes) })) })

/** Parses the text of a key ring. Undefined for any other text. */
export function parseKeyRing(text: string): KeyRing | undefined {
  try {
    const [current, ...previous] = ringShape.parse(JSON.parse(text)).keys
    return [vaultKey(current), ...previous.map(vaultKey)]
  } catch {
    return undefined
  }
}

/** For each key that is in use. */
const imported = new WeakMap<VaultKey, Promise<webcrypto.CryptoKey>>()

/** The key as Web Crypto takes it. Made once, since that takes about as long as opening a record. */
export function cryptoKeyOf(key: VaultKey): Promise<webcrypto.CryptoKey> {
  const known = imported.get(key)
  if (known) return known
  const made = crypto.subtle.importKey('raw', key.bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  imported.set(key, made)
  return made
}

/** Overwrites keys that are no longer needed. */
export function wipeKeys(keys: readonly VaultKey[]): void {
  for (const key of keys) {
    imported.delete(key)
    key.bytes.fill(0)
  }
}

export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** Decodes to memory of its own. A small Buffer would be a slice of a pool shared with others. */
export const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, 'base64url'))

const vaultKey = ({ key, ...rest }: z.infer<typeof keyShape>): VaultKey => ({
  ...rest,
  bytes: fromBase64url(key),
})
