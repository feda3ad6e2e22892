import { createPublicKey, type KeyObject } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { HmacFacts } from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'
import type { SignatureAlgorithm } from './algorithms.ts'
import { type Key, publicHalf, secretBytes } from './key.ts'
import { hmacMatcher, type SignedInput } from './signature-match.ts'
import { wellKnownSecrets } from './well-known-secrets.ts'

/** Each secret hashes the whole input, of each signature: over this many bytes, few are tried. */
const longestInput = 1024 * 1024

/** So much is hashed at a stretch, some milliseconds; then whatever else waits in main has its turn. */
const bytesAtOnce = 4 * 1024 * 1024
/** What trying a secret costs beside its input, in bytes hashed. */
const bytesBeside = 4096

/** More public keys than any issuer has; each is tried in ten encodings. */
const mostKeys = 20

/**
 * What an HMAC gives away: whether anybody could have made it, with a secret that is well known or
 * with the text of a public key (RFC 8725 2.1). Independent of the key that was given. Trying all of
 * them may take a second, in slices.
 *
 * @param signatures how many the token has: all together have one bound
 */
export async function hmacFacts(
  input: SignedInput,
  algorithm: SignatureAlgorithm,
  keys: readonly Key[],
  matched: Key | null,
  signatures: number,
): Promise<HmacFacts> {
  const secret = matched && secretBytes(matched.jwk)
  const bytes = secret ? 0 : signedBytes(input)
  // Where the secret is known, others need not be tried: they are the same or they do not match.
  const matches = secret
    ? (other: Uint8Array) => Buffer.from(secret).equals(other)
    : hmacMatcher(input, algorithm)
  const tooLong = bytes * signatures > longestInput
  const first = <Candidate>(candidates: readonly Candidate[], of: (one: Candidate) => Buffer) =>
    tooLong ? undefined : findInSlices(candidates, (one) => matches(of(one)), bytes)
  const found = await first(keys.slice(0, mostKeys).flatMap(publicKeyTexts), ([, text]) =>
    Buffer.from(text),
  )
  const isEmpty = matches(Buffer.alloc(0))
  const listed = isEmpty ? undefined : await first(wellKnownSecrets, (text) => Buffer.from(text))
  const unlisted = tooLong ? 'not-tried' : 'no'
  return {
    secretBytes: secret?.byteLength ?? null,
    requiredBytes: requiredBytes(algorithm),
    wellKnown: isEmpty ? 'empty' : listed === undefined ? unlisted : 'listed',
    publicKeyEncoding: found?.[0] ?? null,
  }
}

const signedBytes = ({ protectedHeader, payload }: SignedInput): number =>
  (protectedHeader?.length ?? 0) + payload.length

/** The first that matches. @param bytes what each of them hashes */
async function findInSlices<Candidate>(
  candidates: readonly Candidate[],
  matches: (candidate: Candidate) => boolean,
  bytes: number,
): Promise<Candidate | undefined> {
  let hashed = 0
  for (const candidate of candidates) {
    if (matches(candidate)) return candidate
    hashed += bytes + bytesBeside
    if (hashed < bytesAtOnce) continue
    hashed = 0
    await setImmediate()
  }
  return undefined
}

/** Says so where not every secret was tried that anybody would. */
export function checkTried(facts: HmacFacts | null): Check[] {
  if (facts?.wellKnown !== 'not-tried') return []
  const text = 'Well-known secrets were not tried: over 1 MiB is signed.'
  return [{ what: 'key', outcome: 'not-checked', text }]
}

/** RFC 7518 3.2: as many bytes as the hash has. */
export const requiredBytes = ({ hash }: SignatureAlgorithm): number =>
  hash === null ? 0 : Number(hash.slice(3)) / 8

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
