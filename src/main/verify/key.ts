import { calculateJwkThumbprint, type JWK } from 'jose'
import { z } from 'zod'
import { counted, quote } from '../../inspector/index.ts'
import type { KeyDescription } from '../../shared/verification.ts'

/** One key. Secret: it lives for one call and is never part of a result. */
export interface Key {
  jwk: JWK & { kty: string }
  origin: string
  /** The text that it was read from, which a service may have taken for a shared secret. */
  written: string | null
  /** No other key came with it, so its `kid` decides nothing. */
  alone: boolean
  /** What it was taken from; absent where it came as a bare key. */
  certificate?: KeyCertificate
}

interface KeyCertificate {
  /** Encoded again from what was read: holds nothing of the text around it. */
  pem: string
  /** When its validity begins and ends, both included (RFC 5280 4.1.2.5). Epoch seconds. */
  fromSeconds: number
  toSeconds: number
}

const text = z.string().exactOptional()

/**
 * Checks the types of a JWK's members (RFC 7517 4, RFC 7518 6). Whether they make a key shows when
 * it is used.
 */
export const jwkShape = z.looseObject({
  kty: z.string(),
  kid: text,
  alg: text,
  use: text,
  key_ops: z.array(z.string()).exactOptional(),
  x5c: z.array(z.string()).exactOptional(),
  ...{ crv: text, x: text, y: text, d: text },
  ...{ n: text, e: text, p: text, q: text, dp: text, dq: text, qi: text },
  ...{ k: text, pub: text, priv: text },
})

/** RFC 7518 6.2.2 and 6.3.2, RFC 8037 2, RFC 9964. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv']

export const holdsPrivatePart = (jwk: JWK): boolean => jwk.d !== undefined || jwk.priv !== undefined

/** What a signature is verified with. A shared secret has no public half and stays as it is. */
export const publicHalf = (jwk: Key['jwk']): Key['jwk'] =>
  // `key_ops` of the private half names `sign`, which the public half cannot do.
  holdsPrivatePart(jwk) ? withoutMembers(jwk, [...privateMembers, 'key_ops']) : jwk

export function withoutMembers(jwk: Key['jwk'], names: readonly string[]): Key['jwk'] {
  const members = Object.entries(jwk).filter(([name]) => !names.includes(name))
  return { ...Object.fromEntries(members), kty: jwk.kty }
}

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
 * What may be shown of a key. A shared secret gets no thumbprint, against which guesses could be
 * tried (RFC 7638 7).
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
    return null // a member is missing, or the key type is unknown
  }
}

function labelOf(jwk: Key['jwk']): string {
  switch (jwk.kty) {
    case 'oct':
      return `shared secret, ${counted(secretBytes(jwk)?.byteLength ?? 0, 'byte')}`
    case 'RSA':
      return `RSA, ${rsaModulusBits(jwk) ?? 0} bits`
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

/** What looks like a registered name stands as it is; anything else is quoted. */
const nameOr = (name: string | undefined, otherwise: string): string =>
  name === undefined ? otherwise : /^[A-Za-z0-9-]{1,20}$/.test(name) ? name : quote(name)
