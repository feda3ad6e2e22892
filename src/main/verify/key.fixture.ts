import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { base64url, CompactSign, FlattenedEncrypt, type JWK } from 'jose'
import { jwkShape, type Key, publicHalf, withoutMembers } from './key.ts'

const made = new Map<string, Key['jwk']>()

/**
 * A private key or a shared secret that fits an algorithm; a different one for a different `who`.
 * Cached, since generating RSA keys is slow.
 *
 * @param kind an `alg`, an `enc`, or a curve
 */
export function keyFor(kind: string, who = 'own'): Key['jwk'] {
  const family = /^(RS|PS|RSA)/.test(kind) ? 'RSA' : kind
  const name = `${family} of ${who}`
  const key = made.get(name) ?? makeKey(family)
  made.set(name, key)
  return { ...key }
}

/** Sizes of shared secrets. */
const secretBits = (kind: string): number => {
  const bits = /HS(\d+)$/.exec(kind) ?? /^A(\d+)/.exec(kind)
  return Number(bits?.[1] ?? 256)
}

const curves: Record<string, string> = {
  ES256: 'P-256',
  ES384: 'P-384',
  ES512: 'P-521',
  'ECDH-ES': 'P-256',
  'P-256': 'P-256',
  'P-384': 'P-384',
  'P-521': 'P-521',
}

function makeKey(kind: string): Key['jwk'] {
  const jwk = (pair: { privateKey: { export: (options: { format: 'jwk' }) => object } }) =>
    jwkShape.parse(pair.privateKey.export({ format: 'jwk' }))
  if (kind === 'RSA') return jwk(generateKeyPairSync('rsa', { modulusLength: 2048 }))
  if (kind === 'EdDSA' || kind === 'Ed25519') return jwk(generateKeyPairSync('ed25519'))
  if (kind === 'X25519') return jwk(generateKeyPairSync('x25519'))
  if (kind === 'ML-DSA-44') return jwk(generateKeyPairSync('ml-dsa-44'))
  if (kind === 'ML-DSA-65') return jwk(generateKeyPairSync('ml-dsa-65'))
  if (kind === 'ML-DSA-87') return jwk(generateKeyPairSync('ml-dsa-87'))
  const namedCurve = curves[kind.replace(/\+.*/, '')]
  if (namedCurve !== undefined) return jwk(generateKeyPairSync('ec', { namedCurve }))
  return { kty: 'oct', k: randomBytes(secretBits(kind) / 8).toString('base64url') }
}

const encode = (content: unknown) =>
  Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))

/** A compact JWS of claims, or of a text as it is. */
export const sign = (
  alg: string,
  content: unknown,
  key: Key['jwk'] = keyFor(alg),
  header: Record<string, unknown> = {},
): Promise<string> =>
  new CompactSign(encode(content)).setProtectedHeader({ alg, ...header }).sign(withoutUse(key))

/** A compact JWE of claims, or of a text as it is. */
export async function encrypt(
  alg: string,
  enc: string,
  content: unknown,
  key: Key['jwk'],
  header: Record<string, unknown> = {},
): Promise<string> {
  const recipient = key.kty === 'oct' ? base64url.decode(key.k ?? '') : withoutUse(publicHalf(key))
  const jwe = await new FlattenedEncrypt(encode(content))
    .setProtectedHeader({ alg, enc, ...header })
    .encrypt(recipient)
  const { protected: first = '', encrypted_key: wrapped = '', iv = '', ciphertext, tag = '' } = jwe
  return [first, wrapped, iv, ciphertext, tag].join('.')
}

/** jose would refuse to sign with a key that is restricted to another use. */
const withoutUse = (jwk: Key['jwk']): JWK =>
  withoutMembers(jwk, jwk.kty === 'AKP' ? ['use', 'key_ops'] : ['use', 'key_ops', 'alg'])
