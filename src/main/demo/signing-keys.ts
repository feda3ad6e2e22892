import {
  createECDH,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { promisify } from 'node:util'
import { calculateJwkThumbprint, errors, jwtVerify, SignJWT, type JWK, type JWTPayload } from 'jose'

/** Keeps the RSA keys of one installation: they cannot be derived from a seed in reasonable time. */
export interface KeyStore {
  /** The private JWK as JSON, or null where none was written under this name. */
  read: (name: string) => Promise<string | null>
  write: (name: string, jwkJson: string) => Promise<void>
}

export type TokenReading =
  | { state: 'valid'; claims: JWTPayload }
  | { state: 'expired' } // signed by this key, but too old
  | { state: 'invalid' } // not a JWT, or not signed by this key

/** One key of one service: it signs what it is given and recognises what it signed. */
export interface TokenKey {
  sign: (claims: JWTPayload) => Promise<string>
  /** `nowMs` is the clock that `exp` is held against. */
  read: (token: string, nowMs: number) => Promise<TokenReading>
}

export interface SigningKeys {
  hmac: (name: string) => TokenKey
  ec: (name: string) => TokenKey
  rsa: (name: string) => TokenKey
  /** Public halves of all EC and RSA keys in use (RFC 7517 section 5). */
  jwks: () => Promise<{ keys: JWK[] }>
}

interface KeyMaterial {
  signs: KeyObject | Uint8Array
  verifies: KeyObject | Uint8Array
  /** Null for HMAC keys, which have no public half. */
  publicJwk: (JWK & { kid: string }) | null
}

const generateKeys = promisify(generateKeyPair)

/** Order of the group of P-256 (NIST SP 800-186 section 3.2.1.3). */
const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/**
 * The keys of the demo services. HMAC and EC keys derive from the seed by HKDF (RFC 5869), RSA keys
 * are made when first needed and kept in the store: tokens outlive a restart.
 *
 * @param seed at least 32 random bytes, made once per installation
 */
export function createSigningKeys(seed: Uint8Array, store: KeyStore): SigningKeys {
  const published: (() => Promise<KeyMaterial>)[] = []
  const derive = (purpose: string, bytes: number) =>
    new Uint8Array(hkdfSync('sha256', seed, '', `touchstone demo ${purpose}`, bytes))
  const publish = (make: () => Promise<KeyMaterial>) => {
    const material = lazily(make)
    published.push(material)
    return material
  }

  return {
    hmac: (name) => {
      const key = derive(`hmac ${name}`, 32)
      return tokenKey('HS256', () =>
        Promise.resolve({ signs: key, verifies: key, publicJwk: null }),
      )
    },
    ec: (name) => {
      const wide = derive(`ec ${name}`, 40)
      return tokenKey(
        'ES256',
        publish(() => withPublicJwk(ecPrivateJwk(wide), 'ES256')),
      )
    },
    rsa: (name) =>
      tokenKey(
        'RS256',
        publish(async () => withPublicJwk(await rsaPrivateJwk(name, store), 'RS256')),
      ),
    jwks: async () => {
      const materials = await Promise.all(published.map((material) => material()))
      return { keys: materials.flatMap(({ publicJwk }) => publicJwk ?? []) }
    },
  }
}

const tokenKey = (alg: string, material: () => Promise<KeyMaterial>): TokenKey => ({
  sign: async (claims) => {
    const { signs, publicJwk } = await material()
    const header = { alg, typ: 'JWT', ...(publicJwk && { kid: publicJwk.kid }) }
    return new SignJWT(claims).setProtectedHeader(header).sign(signs)
  },
  read: async (token, nowMs) => {
    const { verifies } = await material()
    try {
      const currentDate = new Date(nowMs)
      const { payload } = await jwtVerify(token, verifies, { algorithms: [alg], currentDate })
      return { state: 'valid', claims: payload }
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { state: 'expired' }
      if (error instanceof errors.JOSEError) return { state: 'invalid' }
      throw error
    }
  },
})

/** 64 bits more than the order has, so that the reduction leaves no bias (FIPS 186-5 A.2.1). */
function ecPrivateJwk(wide: Uint8Array): JWK {
  const scalar = (BigInt(`0x${Buffer.from(wide).toString('hex')}`) % (p256Order - 1n)) + 1n
  const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(d)
  const point = curve.getPublicKey() // 0x04, x, y (SEC 1 section 2.3.3)
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((n) => n.toString('base64url'))
  return { kty: 'EC', crv: 'P-256', x, y, d: d.toString('base64url') } as JWK
}

async function rsaPrivateJwk(name: string, store: KeyStore): Promise<JWK> {
  const kept = await store.read(name)
  if (kept !== null) return JSON.parse(kept) as JWK
  const { privateKey } = await generateKeys('rsa', { modulusLength: 2048 })
  const jwk = privateKey.export({ format: 'jwk' })
  await store.write(name, JSON.stringify(jwk))
  return jwk
}

async function withPublicJwk(privateJwk: JWK, alg: string): Promise<KeyMaterial> {
  const { kty, crv, x, y, n, e } = privateJwk
  const publicJwk = (kty === 'EC' ? { kty, crv, x, y } : { kty, n, e }) as JWK
  const kid = await calculateJwkThumbprint(publicJwk) // RFC 7638
  const signs = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })
  const verifies = createPublicKey(signs)
  return { signs, verifies, publicJwk: { ...publicJwk, kid, alg, use: 'sig' } }
}

/** Runs `make` once, when first asked; a failure is not kept, so the next call tries again. */
function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    }))
}
