import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  hkdfSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { promisify } from 'node:util'
import {
  calculateJwkThumbprint,
  errors,
  exportJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose'

/** Keeps the EC and RSA keys of an installation. */
export interface KeyStore {
  /** The private JWK as JSON; null if there is none with this name. */
  read: (name: string) => Promise<string | null>
  write: (name: string, jwkJson: string) => Promise<void>
}

interface KeyMaterial {
  signs: KeyObject | Uint8Array
  verifies: KeyObject | Uint8Array
  /** Null for HMAC keys, which have no public half. */
  publicJwk: (JWK & { kid: string }) | null
}

type TokenReading =
  | { state: 'valid'; claims: JWTPayload }
  | { state: 'expired' } // Signed by this key, but too old.
  | { state: 'invalid' } // Not a JWT, or not signed by this key.

export type SigningKeys = ReturnType<typeof createSigningKeys>

/**
 * The keys of the demo services. HMAC keys are derived from the seed by HKDF (RFC 5869); EC and RSA
 * keys are made when first needed and kept in the store. So tokens outlive a restart.
 *
 * @param seed at least 32 random bytes, made once per installation
 */
export function createSigningKeys(seed: Uint8Array, store: KeyStore) {
  const published: (() => Promise<KeyMaterial>)[] = []
  const publish = (alg: string, make: () => Promise<KeyObject>) => {
    const material = lazily(async () => keyPair(await make(), alg))
    published.push(material)
    return tokenKey(alg, material)
  }

  return {
    hmac: (name: string) => {
      const info = `touchstone demo hmac ${name}`
      const key = new Uint8Array(hkdfSync('sha256', seed, '', info, 32))
      return tokenKey('HS256', () =>
        Promise.resolve({ signs: key, verifies: key, publicJwk: null }),
      )
    },
    ec: (name: string) =>
      publish('ES256', () =>
        privateKey(`ec-${name}`, store, () => generateKeys('ec', { namedCurve: 'P-256' })),
      ),
    rsa: (name: string) =>
      publish('RS256', () =>
        privateKey(name, store, () => generateKeys('rsa', { modulusLength: 2048 })),
      ),
    /** The public halves of all EC and RSA keys in use (RFC 7517 §5). */
    jwks: async () => {
      const materials = await Promise.all(published.map((material) => material()))
      return { keys: materials.flatMap(({ publicJwk }) => publicJwk ?? []) }
    },
  }
}

const generateKeys = promisify(generateKeyPair)

/** The key in the store. A missing or damaged one is made: only demo tokens depend on it. */
async function privateKey(
  name: string,
  store: KeyStore,
  make: () => Promise<{ privateKey: KeyObject }>,
): Promise<KeyObject> {
  const kept = await store.read(name)
  try {
    if (kept !== null)
      return createPrivateKey({ key: JSON.parse(kept) as JsonWebKey, format: 'jwk' })
  } catch {
    // It is damaged.
  }
  const made = await make()
  await store.write(name, JSON.stringify(made.privateKey.export({ format: 'jwk' })))
  return made.privateKey
}

async function keyPair(signs: KeyObject, alg: string): Promise<KeyMaterial> {
  const verifies = createPublicKey(signs)
  const jwk = await exportJWK(verifies)
  const kid = await calculateJwkThumbprint(jwk) // RFC 7638
  return { signs, verifies, publicJwk: { ...jwk, kid, alg, use: 'sig' } }
}

/** One key of a service, which signs tokens and verifies its own. */
const tokenKey = (alg: string, material: () => Promise<KeyMaterial>) => ({
  sign: async (claims: JWTPayload): Promise<string> => {
    const { signs, publicJwk } = await material()
    const header = { alg, typ: 'JWT', ...(publicJwk && { kid: publicJwk.kid }) }
    return new SignJWT(claims).setProtectedHeader(header).sign(signs)
  },
  /** `nowMs` is the time to compare `exp` with. */
  read: async (token: string, nowMs: number): Promise<TokenReading> => {
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
