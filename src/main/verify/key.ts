import { calculateJwkThumbprint, type JWK } from 'jose'
import { quote } from '../../inspector/index.ts'
import type { KeyDescription } from '../../shared/verification.ts'

/** One key at hand. Secret: it lives for one call and is never part of a result. */
export interface Key {
  jwk: JWK & { kty: string }
  /** Where it is from, as a noun phrase: `the pasted key`, `key 2 of https://...`. */
  origin: string
  /** The text it was written in, where it was: somebody may have taken that for a secret. */
  written: string | null
  /** It came as the only one, so its `kid` decides nothing. */
  alone: boolean
  /** That it was taken from; absent where it came as a key. */
  certificate?: KeyCertificate
}

interface KeyCertificate {
  /** Written anew from what was read: nothing of the text around it. */
  pem: string
  validity: Validity
}

/** From when to when a certificate holds, both included (RFC 5280 4.1.2.5). Epoch seconds. */
interface Validity {
  fromSeconds: number
  toSeconds: number
}

/** A key as one format has it, before it is known where it is from. */
export type FoundKey = Pick<Key, 'jwk' | 'written' | 'certificate'>

/** What a reader of one format finds in a text, or why it finds nothing, as a sentence. */
export type FoundKeys = { keys: FoundKey[] } | { problem: string }

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv']

/** Verifying takes the public half only; a shared secret has none and stays as it is. */
export const publicHalf = (jwk: Key['jwk']): Key['jwk'] =>
  // What the private half may do (`sign`) is not what the public half may do (`verify`).
  holdsPrivatePart(jwk) ? withoutMembers(jwk, [...privateMembers, 'key_ops']) : jwk

export function withoutMembers(jwk: Key['jwk'], names: readonly string[]): Key['jwk'] {
  const members = Object.entries(jwk).filter(([name]) => !names.includes(name))
  return { ...Object.fromEntries(members), kty: jwk.kty }
}

export const holdsPrivatePart = (jwk: JWK): boolean => jwk.d !== undefined || jwk.priv !== undefined

/** Bits of the modulus, leading zeros not counted; null for other keys and for no base64url. */
export function rsaModulusBits(jwk: JWK): number | null {
  if (jwk.kty !== 'RSA' || jwk.n === undefined) return null
  const bytes = Buffer.from(jwk.n, 'base64url')
  const first = bytes.findIndex((byte) => byte !== 0)
  const leading = bytes[first]
  if (leading === undefined) return null
  return (bytes.length - first) * 8 - (Math.clz32(leading) - 24)
}

/** The octets of a shared secret; null for other keys. */
export function secretBytes(jwk: JWK): Uint8Array<ArrayBuffer> | null {
  if (jwk.kty !== 'oct' || jwk.k === undefined) return null
  return new Uint8Array(Buffer.from(jwk.k, 'base64url'))
}

/**
 * What may be shown of a key. A shared secret gets no thumbprint: whoever sees it could try guesses
 * against it (RFC 7638 section 7).
 */
export async function describeKey({ jwk, origin }: Key): Promise<KeyDescription> {
  const thumbprint = await thumbprintOf(jwk)
  return { label: labelOf(jwk), keyId: jwk.kid ?? null, thumbprint, origin }
}

async function thumbprintOf(jwk: Key['jwk']): Promise<string | null> {
  if (jwk.kty === 'oct') return null
  try {
    return await calculateJwkThumbprint(jwk)
  } catch {
    // A member is missing or the key type is unknown: there is nothing to compute it from.
    return null
  }
}

function labelOf(jwk: Key['jwk']): string {
  switch (jwk.kty) {
    case 'oct':
      return `shared secret, ${count(secretBytes(jwk)?.byteLength ?? 0, 'byte')}`
    case 'RSA':
      return `RSA, ${count(rsaModulusBits(jwk) ?? 0, 'bit')}`
    case 'EC':
      return `EC ${nameOr(jwk.crv, 'without a curve')}`
    case 'OKP':
      return nameOr(jwk.crv, 'OKP without a curve')
    case 'AKP':
      return nameOr(jwk.alg, 'AKP without an algorithm')
    default:
      return `key of type ${quote(jwk.kty)}`
  }
}

/** A registered name as it is; whatever else stands in its place, quoted. */
const nameOr = (name: string | undefined, otherwise: string): string =>
  name === undefined ? otherwise : /^[A-Za-z0-9-]{1,20}$/.test(name) ? name : quote(name)

export const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`
