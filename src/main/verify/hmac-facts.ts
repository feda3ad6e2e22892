import { createPublicKey, type KeyObject } from 'node:crypto'
import type { HmacFacts } from '../../shared/verification.ts'
import type { SignatureAlgorithm } from './algorithms.ts'
import { type Key, publicHalf, secretBytes } from './key.ts'
import { hmacMatcher, type SignedInput } from './signature-match.ts'
import { wellKnownSecrets } from './well-known-secrets.ts'

/** Each secret hashes the whole input: over this, trying many would hold up the process. */
const longestInput = 1024 * 1024

/** More public keys than any issuer has; each is tried in ten encodings. */
const mostKeys = 20

/**
 * What an HMAC gives away: whether anybody could have made it, with a secret that is well known or
 * with the text of a public key (RFC 8725 2.1). Independent of the key that was given.
 */
export function hmacFacts(
  input: SignedInput,
  algorithm: SignatureAlgorithm,
  keys: readonly Key[],
  matched: Key | null,
): HmacFacts {
  const secret = matched && secretBytes(matched.jwk)
  // Where the secret is known, others need not be tried: they are the same or they do not match.
  const matches = secret
    ? (other: Uint8Array) => Buffer.from(secret).equals(other)
    : hmacMatcher(input, algorithm)
  const tooLong = !secret && input.payload.length > longestInput
  const encodings = tooLong ? [] : keys.slice(0, mostKeys).flatMap(publicKeyTexts)
  const found = encodings.find(([, text]) => matches(Buffer.from(text)))
  return {
    secretBytes: secret?.byteLength ?? null,
    requiredBytes: requiredBytes(algorithm),
    wellKnown: tryWellKnown(matches, tooLong),
    publicKeyEncoding: found?.[0] ?? null,
  }
}

/** RFC 7518 3.2: as many bytes as the hash has. */
export const requiredBytes = ({ hash }: SignatureAlgorithm): number =>
  hash === null ? 0 : Number(hash.slice(3)) / 8

function tryWellKnown(
  matches: (secret: Uint8Array) => boolean,
  tooLong: boolean,
): HmacFacts['wellKnown'] {
  if (matches(Buffer.alloc(0))) return 'empty'
  if (tooLong) return 'not-tried'
  return wellKnownSecrets.some((secret) => matches(Buffer.from(secret))) ? 'listed' : 'no'
}

type Encoding = readonly [name: string, secret: string | Buffer]

/** A public key in the forms that services keep it in: any may have been taken for a secret. */
function publicKeyTexts({ jwk, written }: Key): Encoding[] {
  if (jwk.kty === 'oct') return []
  const asGiven = written === null ? [] : withLineEnd('the text as given', written)
  const json: Encoding = ['the public JWK', JSON.stringify(publicHalf(jwk))]
  try {
    const key = createPublicKey({ key: publicHalf(jwk), format: 'jwk' })
    const pkcs1 = jwk.kty === 'RSA' ? encodingsOf(key, 'pkcs1', 'PKCS#1') : []
    return [...asGiven, ...encodingsOf(key, 'spki', 'SPKI'), ...pkcs1, json]
  } catch {
    return [...asGiven, json] // damaged, or of a curve that this runtime lacks
  }
}

function encodingsOf(key: KeyObject, type: 'spki' | 'pkcs1', name: string): Encoding[] {
  const pem = key.export({ type, format: 'pem' }).toString()
  const der = key.export({ type, format: 'der' })
  return [
    ...withLineEnd(`${name} as PEM`, pem),
    [`${name} as DER`, der],
    [`${name} in base64`, der.toString('base64')],
  ]
}

const withLineEnd = (name: string, text: string): Encoding[] => [
  [name, `${text.trimEnd()}\n`],
  [name, text.trimEnd()],
]
