import { constants, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import { errors, flattenedVerify, type FlattenedJWSInput } from 'jose'
import { shortestRsaBits } from '../../inspector/index.ts'
import type { SignatureAlgorithm } from './algorithms.ts'
import { type Key, publicHalf, rsaModulusBits, secretBytes, withoutMembers } from './key.ts'

/** One signature with what it was made over. */
export interface SignedInput {
  /** The protected header as written, base64url; null where there is none. */
  protectedHeader: string | null
  unprotected: Readonly<Record<string, unknown>> | null
  /** As written, base64url; bytes where `b64` is false (RFC 7797). */
  payload: string | Uint8Array
  /** As written, base64url. */
  signature: string
}

/** `unusable`: the key is damaged. `malformed`: the token is, so that nothing can be computed. */
export type Match = 'matches' | 'differs' | 'unusable' | 'malformed'

/** Whether a signature was made with this key. Says nothing of claims, times or the text's form. */
export async function matchSignature(
  input: SignedInput,
  key: Key,
  algorithm: SignatureAlgorithm,
): Promise<Match> {
  const bits = rsaModulusBits(key.jwk)
  if (bits !== null && bits < shortestRsaBits) return matchShortRsa(input, key, algorithm)
  const jws: FlattenedJWSInput = {
    payload: input.payload,
    signature: input.signature,
    ...(input.protectedHeader !== null && { protected: input.protectedHeader }),
    ...(input.unprotected !== null && { header: { ...input.unprotected } }),
  }
  try {
    await flattenedVerify(jws, joseKey(key, algorithm), { algorithms: [algorithm.name] })
    return 'matches'
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return 'differs'
    return error instanceof errors.JWSInvalid ? 'malformed' : 'unusable'
  }
}

/** `alg`, `use` and `key_ops` were held against the header before: here only the key counts. */
function joseKey({ jwk }: Key, { kty }: SignatureAlgorithm): Key['jwk'] | Uint8Array {
  const judged = ['use', 'key_ops', 'ext', ...(kty === 'AKP' ? [] : ['alg'])]
  return secretBytes(jwk) ?? withoutMembers(publicHalf(jwk), judged)
}

/** jose refuses these keys outright; whether the signature is theirs can be said all the same. */
function matchShortRsa(input: SignedInput, { jwk }: Key, { hash, pss }: SignatureAlgorithm): Match {
  const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = constants
  try {
    const key = createPublicKey({ key: publicHalf(jwk), format: 'jwk' })
    const padding = pss
      ? { padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST }
      : { padding: RSA_PKCS1_PADDING }
    const signature = Buffer.from(input.signature, 'base64url')
    return verify(hash, signingInput(input), { key, ...padding }, signature) ? 'matches' : 'differs'
  } catch {
    return 'unusable' // a modulus or exponent that makes no key
  }
}

/** RFC 7515 5.2 step 8, RFC 7797 section 3. */
const signingInput = ({ protectedHeader, payload }: SignedInput): Buffer =>
  Buffer.concat([
    Buffer.from(`${protectedHeader ?? ''}.`, 'ascii'),
    typeof payload === 'string' ? Buffer.from(payload, 'ascii') : payload,
  ])

/** HMAC as such, for secrets of any length, the empty one included. */
export function hmacMatcher(input: SignedInput, { hash }: SignatureAlgorithm) {
  const message = signingInput(input)
  const expected = Buffer.from(input.signature, 'base64url')
  return (secret: Uint8Array): boolean => {
    if (hash === null) return false
    const actual = createHmac(hash, secret).update(message).digest()
    return actual.length === expected.length && timingSafeEqual(actual, expected)
  }
}
