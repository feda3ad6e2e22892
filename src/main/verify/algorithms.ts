import { quote } from '../../inspector/index.ts'

/** What an algorithm asks of its key. `curve` is absent where several fit. */
interface KeyNeed {
  kty: 'oct' | 'RSA' | 'EC' | 'OKP' | 'AKP'
  curve?: string
}

export interface SignatureAlgorithm extends KeyNeed {
  name: string
  hash: 'sha256' | 'sha384' | 'sha512' | null
  /** RSASSA-PSS; its salt is as long as the hash (RFC 7518 3.5). */
  pss: boolean
}

export interface KeyManagement {
  name: string
  /** Key types that fit; EC and OKP share ECDH-ES (RFC 8037 3.2). */
  kty: readonly ('oct' | 'RSA' | 'EC' | 'OKP')[]
  /** Exact size of the secret; null where any will do, or `enc` decides (`dir`). */
  secretBits: number | null
}

export interface ContentEncryption {
  name: string
  keyBits: number
}

const hashes = ['256', '384', '512'] as const

const signatureAlgorithms = byName<SignatureAlgorithm>([
  ...hashes.flatMap((bits): SignatureAlgorithm[] => [
    { name: `HS${bits}`, kty: 'oct', hash: `sha${bits}`, pss: false },
    { name: `RS${bits}`, kty: 'RSA', hash: `sha${bits}`, pss: false },
    { name: `PS${bits}`, kty: 'RSA', hash: `sha${bits}`, pss: true },
  ]),
  { name: 'ES256', kty: 'EC', curve: 'P-256', hash: 'sha256', pss: false },
  { name: 'ES384', kty: 'EC', curve: 'P-384', hash: 'sha384', pss: false },
  { name: 'ES512', kty: 'EC', curve: 'P-521', hash: 'sha512', pss: false },
  { name: 'EdDSA', kty: 'OKP', curve: 'Ed25519', hash: null, pss: false },
  { name: 'Ed25519', kty: 'OKP', curve: 'Ed25519', hash: null, pss: false },
  ...['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'].map((name): SignatureAlgorithm => {
    return { name, kty: 'AKP', hash: null, pss: false }
  }),
])

const secretOf = (name: string, secretBits: number | null): KeyManagement => {
  return { name, kty: ['oct'], secretBits }
}

const keyManagement = byName<KeyManagement>([
  secretOf('dir', null),
  ...[128, 192, 256].flatMap((bits): KeyManagement[] => [
    secretOf(`A${bits}KW`, bits),
    secretOf(`A${bits}GCMKW`, bits),
    secretOf(`PBES2-HS${bits * 2}+A${bits}KW`, null),
    { name: `ECDH-ES+A${bits}KW`, kty: ['EC', 'OKP'], secretBits: null },
  ]),
  { name: 'ECDH-ES', kty: ['EC', 'OKP'], secretBits: null },
  ...['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'].map((name): KeyManagement => {
    return { name, kty: ['RSA'], secretBits: null }
  }),
])

const contentEncryption = byName<ContentEncryption>(
  [128, 192, 256].flatMap((bits) => [
    { name: `A${bits}GCM`, keyBits: bits },
    { name: `A${bits}CBC-HS${bits * 2}`, keyBits: bits * 2 },
  ]),
)

/** Registered, and not done here on purpose or for lack of an implementation. */
const unsupported: Readonly<Record<string, string>> = {
  ES256K: 'The curve secp256k1 (RFC 8812) is not available here.',
  Ed448: 'The curve Ed448 (RFC 9864) is not available here.',
  RSA1_5: 'RSAES-PKCS1-v1_5 is no longer used: it leaks the plaintext to whoever can ask often.',
}

export const signatureAlgorithm = (name: string): SignatureAlgorithm | null =>
  signatureAlgorithms.get(name) ?? null

export const keyManagementAlgorithm = (name: string): KeyManagement | null =>
  keyManagement.get(name) ?? null

export const contentEncryptionAlgorithm = (name: string): ContentEncryption | null =>
  contentEncryption.get(name) ?? null

/** Why an `alg` or `enc` that is none of the above cannot be used, as a sentence. */
export function whyUnsupported(name: string): string {
  const reason = Object.hasOwn(unsupported, name) ? unsupported[name] : undefined
  return reason ?? `The algorithm ${quote(name)} is not known here.`
}

/** For what is known, but not to this runtime's cryptography. */
export const unavailable = (name: string): string => `${name} is not available in this runtime.`

/** The same for a key of the right type whose curve is not available; null where it is. */
export function unsupportedCurve(curve: string | undefined): string | null {
  const known = ['Ed448', 'X448', 'secp256k1']
  return curve !== undefined && known.includes(curve)
    ? `The curve ${curve} is not available here.`
    : null
}

function byName<Entry extends { name: string }>(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [entry.name, entry]))
}
