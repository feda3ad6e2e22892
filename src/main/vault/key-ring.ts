import type { CryptoKey } from 'jose'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { parseJson } from '../parse-json.ts'

/** One 256-bit key for A256GCM. The id is random, says nothing about it, and stands in records. */
export interface VaultKey {
  id: string
  bytes: Uint8Array<ArrayBuffer>
}

/**
 * The current key first; behind it, only while a rotation is under way, those it replaces. The ring
 * is wrapped as a whole, so that one durable write changes which keys there are.
 */
export type KeyRing = readonly [VaultKey, ...VaultKey[]]

/** Gives that many random bytes; an argument, so that tests can repeat a run. */
export type RandomBytes = (size: number) => Uint8Array<ArrayBuffer>

const ringText = z.strictObject({
  keys: z.tuple(
    [z.strictObject({ id: z.string().min(1), key: z.base64url().length(43) })],
    z.strictObject({ id: z.string().min(1), key: z.base64url().length(43) }),
  ),
})

export function makeVaultKey(random: RandomBytes = randomBytes): VaultKey {
  return { id: base64url(random(9)), bytes: random(32) }
}

export const findKey = (ring: KeyRing, id: string): VaultKey | undefined =>
  ring.find((key) => key.id === id)

/** The text that gets wrapped. It is the key itself: it must not go anywhere else. */
export const keyRingText = (ring: KeyRing): string =>
  JSON.stringify({ keys: ring.map(({ id, bytes }) => ({ id, key: base64url(bytes) })) })

/** Reads what a wrap held; undefined where that is no key ring. */
export function parseKeyRing(text: string): KeyRing | undefined {
  const parsed = ringText.safeParse(parseJson(text))
  if (!parsed.success) return undefined
  const [current, ...previous] = parsed.data.keys
  return [vaultKey(current), ...previous.map(vaultKey)]
}

/** Goes with its key, at the latest when that is wiped. */
const imported = new WeakMap<VaultKey, Promise<CryptoKey>>()

/** The key as WebCrypto takes it, not extractable; made once, since every record needs it. */
export function cryptoKeyOf(key: VaultKey): Promise<CryptoKey> {
  const known =
    imported.get(key) ??
    crypto.subtle.importKey('raw', key.bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  imported.set(key, known)
  return known
}

/** Overwrites keys that are no longer needed. */
export function wipeKeys(keys: readonly VaultKey[]): void {
  for (const key of keys) {
    key.bytes.fill(0)
    imported.delete(key)
  }
}

export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** In memory of its own, not a slice of the pool that small Buffers share. */
export const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, 'base64url'))

const vaultKey = ({ id, key }: { id: string; key: string }): VaultKey => ({
  id,
  bytes: fromBase64url(key),
})
