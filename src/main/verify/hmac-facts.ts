import { createPublicKey, type KeyObject } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { FlattenedJWSInput } from 'jose'
import type { HmacFacts, SignatureAlgorithm } from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'
import { notChecked } from './checks.ts'
import { type Key, publicHalf, secretBytes } from './key.ts'
import { requiredBytes } from './key-fit.ts'
import { hmacMatcher } from './signature-match.ts'
import { wellKnownSecrets } from './well-known-secrets.ts'

/** Limit in bytes over all signatures: each secret that is tried hashes the whole input. */
const longestInput = 1024 * 1024

/** Bytes hashed in one slice, some milliseconds; between slices the main process does other work. */
const bytesAtOnce = 4 * 1024 * 1024
/** What trying a secret costs beside its input, in bytes hashed. */
const bytesBeside = 4096

/** More public keys than any issuer has; each is tried in ten encodings. */
const mostKeys = 20

/**
 * Whether anybody could have made an HMAC: with a well-known secret, or with the text of a public key
 * (RFC 8725 2.1). Independent of the key that was given. Trying all of them may take a second.
 *
 * @param signatures how many the token has
 */
export async function hmacFacts(
  jws: FlattenedJWSInput,
  algorithm: SignatureAlgorithm,
  keys: readonly Key[],
  matched: Key | null,
  signatures: number,
): Promise<HmacFacts> {
  const secret = matched && secretBytes(matched.jwk)
  const bytes = secret ? 0 : (jws.protected?.length ?? 0) + jws.payload.length
  // Once a secret has matched, other candidates are compared with it instead of being hashed.
  const matches = secret
    ? (other: Uint8Array) => Buffer.from(secret).equals(other)
    : hmacMatcher(jws, algorithm)
  const tooLong = bytes * signatures > longestInput
  const find = (candidates: readonly Candidate[]) =>
    tooLong ? undefined : findInSlices(candidates, matches, bytes)
  const found = await find(keys.slice(0, mostKeys).flatMap(publicKeyTexts))
  const isEmpty = matches(Buffer.alloc(0))
  const listed = isEmpty ? undefined : await find(wellKnownSecrets.map((text) => [text, text]))
  const unlisted = tooLong ? 'not-tried' : 'no'
  return {
    secretBytes: secret?.byteLength ?? null,
    requiredBytes: requiredBytes(algorithm),
    wellKnown: isEmpty ? 'empty' : listed === undefined ? unlisted : 'listed',
    publicKeyEncoding: found?.[0] ?? null,
  }
}

/** @param bytes what each candidate hashes */
async function findInSlices(
  candidates: readonly Candidate[],
  matches: (secret: Uint8Array) => boolean,
  bytes: number,
): Promise<Candidate | undefined> {
  let hashed = 0
  for (const candidate of candidates) {
    if (matches(Buffer.from(candidate[1]))) return candidate
    hashed += bytes + bytesBeside
    if (hashed < bytesAtOnce) continue
    hashed = 0
    await setImmediate()
  }
  return undefined
}

export function checkTried(facts: HmacFacts | null): Check[] {
  if (facts?.wellKnown !== 'not-tried') return []
  return [notChecked('key', 'Well-known secrets were not tried: the token is over 1 MiB.')]
}

type Candidate = readonly [name: string, secret: string | Buffer]

/** A public key in the forms that services store it in: any may have been used as a secret. */
function publicKeyTexts({ jwk, written }: Key): Candidate[] {
  if (jwk.kty === 'oct') return []
  const asGiven = written === null ? [] : withLineEnd('the text as given', written)
  const json: Candidate = ['the public JWK', JSON.stringify(publicHalf(jwk))]
  try {
    const key = createPublicKey({ key: publicHalf(jwk), format: 'jwk' })
    const pkcs1 = jwk.kty === 'RSA' ? encodingsOf(key, 'pkcs1', 'PKCS#1') : []
    return [...asGiven, ...encodingsOf(key, 'spki', 'SPKI'), ...pkcs1, json]
  } catch {
    return [...asGiven, json] // damaged, or of a curve that this runtime lacks
  }
}

function encodingsOf(key: KeyObject, type: 'spki' | 'pkcs1', name: string): Candidate[] {
  const pem = key.export({ type, format: 'pem' }).toString()
  const der = key.export({ type, format: 'der' })
  return [
    ...withLineEnd(`${name} as PEM`, pem),
    [`${name} as DER`, der],
    [`${name} in base64`, der.toString('base64')],
  ]
}

const withLineEnd = (name: string, text: string): Candidate[] => [
  [name, `${text.trimEnd()}\n`],
  [name, text.trimEnd()],
]
