import { hkdfSync } from 'node:crypto'
import { errors, jwtVerify, SignJWT, type JWK, type JWTPayload } from 'jose'
import {
  ecPrivateKey,
  keyPair,
  rsaPrivateKey,
  type KeyMaterial,
  type KeyStore,
} from './key-material.ts'

type TokenReading =
  | { state: 'valid'; claims: JWTPayload }
  | { state: 'expired' } // Signed by this key, but too old.
  | { state: 'invalid' } // Not a JWT, or not signed by this key.

/** One key of a service, which signs tokens and verifies its own. */
interface TokenKey {
  sign: (claims: JWTPayload) => Promise<string>
  /** `nowMs` is the time to compare `exp` with. */
  read: (token: string, nowMs: number) => Promise<TokenReading>
}

export interface SigningKeys {
  hmac: (name: string) => TokenKey
  ec: (name: string) => TokenKey
  rsa: (name: string) => TokenKey
  /** The public halves of all EC and RSA keys in use (RFC 7517 §5). */
  jwks: () => Promise<{ keys: JWK[] }>
}

/**
 * The keys of the demo services. HMAC and EC keys are derived from the seed by HKDF (RFC 5869); RSA
 * keys are made when first needed and kept in the store. So tokens outlive a restart.
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
        publish(() => keyPair(ecPrivateKey(wide), 'ES256')),
      )
    },
    rsa: (name) =>
      tokenKey(
        'RS256',
        publish(async () => keyPair(await rsaPrivateKey(name, store), 'RS256')),
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

/** Runs `make` on the first call and keeps its result. A failure is not kept. */
function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    }))
}
