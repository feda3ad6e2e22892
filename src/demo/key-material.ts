import {
  createECDH,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { promisify } from 'node:util'
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose'

/** Keeps the RSA keys of an installation: deriving them from a seed would take too long. */
export interface KeyStore {
  /** The private JWK as JSON; null if there is none with this name. */
  read: (name: string) => Promise<string | null>
  write: (name: string, jwkJson: string) => Promise<void>
}

/** The two halves of a key. */
export interface KeyMaterial {
  signs: KeyObject | Uint8Array
  verifies: KeyObject | Uint8Array
  /** Null for HMAC keys, which have no public half. */
  publicJwk: (JWK & { kid: string }) | null
}

const generateKeys = promisify(generateKeyPair)

/** Order of the group of P-256 (NIST SP 800-186 §3.2.1.3). */
const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** `wide` has 64 bits more than the order, so that the reduction has no bias (FIPS 186-5 §A.2.1). */
export function ecPrivateKey(wide: Uint8Array): KeyObject {
  const scalar = (BigInt(`0x${Buffer.from(wide).toString('hex')}`) % (p256Order - 1n)) + 1n
  const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(d)
  const point = curve.getPublicKey() // 0x04, x, y (SEC 1 §2.3.3)
  const [x = '', y = '', secret = ''] = [point.subarray(1, 33), point.subarray(33), d].map(
    (number) => number.toString('base64url'),
  )
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d: secret }, format: 'jwk' })
}

export async function rsaPrivateKey(name: string, store: KeyStore): Promise<KeyObject> {
  const kept = readPrivateKey(await store.read(name))
  if (kept) return kept
  const { privateKey } = await generateKeys('rsa', { modulusLength: 2048 })
  await store.write(name, JSON.stringify(privateKey.export({ format: 'jwk' })))
  return privateKey
}

/** Null for a damaged key. It is then replaced: only demo tokens depend on it. */
function readPrivateKey(jwkJson: string | null): KeyObject | null {
  if (jwkJson === null) return null
  try {
    return createPrivateKey({ key: JSON.parse(jwkJson) as JsonWebKey, format: 'jwk' })
  } catch {
    return null
  }
}

export async function keyPair(signs: KeyObject, alg: string): Promise<KeyMaterial> {
  const verifies = createPublicKey(signs)
  const jwk = await exportJWK(verifies)
  const kid = await calculateJwkThumbprint(jwk) // RFC 7638
  return { signs, verifies, publicJwk: { ...jwk, kid, alg, use: 'sig' } }
}
