import { constants, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import { errors, flattenedVerify, type FlattenedJWSInput } from 'jose'
import { shortestRsaBits, type SignatureAlgorithm } from '../../inspector/index.ts'
import { type Key, publicHalf, rsaModulusBits, secretBytes, withoutMembers } from './key.ts'

/** `unusable`: the key is damaged. `malformed`: the token is, so that nothing can be computed. */
export type Match = 'matches' | 'differs' | 'unusable' | 'malformed'

/** Whether a signature was made with this key. Does not check claims, times or the text's form. */
export async function matchSignature(
  jws: FlattenedJWSInput,
  key: Key,
  algorithm: SignatureAlgorithm,
): Promise<Match> {
  const bits = rsaModulusBits(key.jwk)
  if (bits !== null && bits < shortestRsaBits) return matchShortRsa(jws, key, algorithm)
  try {
    await flattenedVerify(jws, joseKey(key), { algorithms: [algorithm.name] })
    return 'matches'
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return 'differs'
    return error instanceof errors.JWSInvalid ? 'malformed' : 'unusable'
  }
}

/** Without what was checked against the header before; jose reads the `alg` of an ML-DSA key. */
function joseKey({ jwk }: Key): Key['jwk'] | Uint8Array {
  const checked = ['use', 'key_ops', 'ext', ...(jwk.kty === 'AKP' ? [] : ['alg'])]
  return secretBytes(jwk) ?? withoutMembers(publicHalf(jwk), checked)
}

/** For keys that jose refuses outright: whether the signature is theirs can still be said. */
function matchShortRsa(jws: FlattenedJWSInput, { jwk }: Key, algorithm: SignatureAlgorithm): Match {
  const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = constants
  try {
    const key = createPublicKey({ key: publicHalf(jwk), format: 'jwk' })
    const padding =
      algorithm.kind === 'RSASSA-PSS'
        ? { padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST } // RFC 7518 3.5
        : { padding: RSA_PKCS1_PADDING }
    const signature = Buffer.from(jws.signature, 'base64url')
    const hash = `sha${algorithm.hashBits ?? ''}`
    return verify(hash, signingInput(jws), { key, ...padding }, signature) ? 'matches' : 'differs'
  } catch {
    return 'unusable' // a modulus or exponent that makes no key
  }
}

/** RFC 7515 5.2 step 8, RFC 7797 3. */
const signingInput = ({ protected: header = '', payload }: FlattenedJWSInput): Buffer =>
  Buffer.concat([
    Buffer.from(`${header}.`, 'ascii'),
    typeof payload === 'string' ? Buffer.from(payload, 'ascii') : payload,
  ])

/** Tries secrets against an HMAC. They may have any length, the empty one included. */
export function hmacMatcher(jws: FlattenedJWSInput, { hashBits }: SignatureAlgorithm) {
  const message = signingInput(jws)
  const expected = Buffer.from(jws.signature, 'base64url')
  return (secret: Uint8Array): boolean => {
    const actual = createHmac(`sha${hashBits ?? ''}`, secret)
      .update(message)
      .digest()
    return actual.length === expected.length && timingSafeEqual(actual, expected)
  }
}
