import { webcrypto } from 'node:crypto'
import { type Algorithm, algorithms, quote } from '../../inspector/index.ts'

type Subtle = webcrypto.SubtleCrypto

/** What not every build of Electron's cryptography has: a type of key pair, or a mode of AES. */
type Primitive =
  | { pair: string | { name: string; namedCurve: string }; usages: KeyUsage[] }
  | { aes: string; bits: number }

type KeyUsage = Parameters<Subtle['generateKey']>[2][number]

export type RuntimeSupport = (name: string) => Promise<boolean>

/**
 * Tells whether this runtime implements an algorithm of RFC 7518, or a curve. Each primitive is tried
 * once and only when first asked for: trying an experimental one prints a warning.
 */
export function createRuntimeSupport(subtle: Subtle = webcrypto.subtle): RuntimeSupport {
  const tried = new Map<string, Promise<boolean>>()
  return (name) => {
    const primitive = primitiveOf(name)
    if (primitive === null) return Promise.resolve(true)
    const key = JSON.stringify(primitive)
    // A missing primitive throws NotSupportedError, in some builds an OpenSSL error: any counts.
    const trial =
      tried.get(key) ??
      use(primitive, subtle).then(
        () => true,
        () => false,
      )
    tried.set(key, trial)
    return trial
  }
}

/**
 * The algorithm, or why it cannot be used, as a sentence.
 *
 * @param found what the table of its use has under this name
 */
export async function usable<Found extends Algorithm>(
  name: string,
  found: Found | undefined,
  supports: RuntimeSupport,
): Promise<Found | string> {
  const refusal = algorithms.get(name)?.refusal ?? null
  if (!found || refusal !== null) {
    return refusal ?? `The algorithm ${quote(name)} is not supported.`
  }
  return (await supports(name)) ? found : unavailable(name)
}

/** For an algorithm or a curve that only this runtime's cryptography lacks. */
export const unavailable = (name: string): string => `${name} is not available in this runtime.`

/** Curves are those of ECDH-ES keys. Null where every runtime has what is needed: RSA, HMAC, PBKDF2. */
function primitiveOf(name: string): Primitive | null {
  const algorithm = algorithms.get(name)
  if (name === 'X25519') return { pair: name, usages: ['deriveBits'] }
  if (/^P-\d+$/.test(name))
    return { pair: { name: 'ECDH', namedCurve: name }, usages: ['deriveBits'] }
  if (algorithm === undefined) return null
  if (algorithm.use !== 'signature') {
    return algorithm.aes && { aes: algorithm.aes.mode, bits: algorithm.aes.bits }
  }
  const usages: KeyUsage[] = ['sign', 'verify']
  const { kind, curve } = algorithm
  if (kind === 'ML-DSA') return { pair: name, usages }
  if (curve === null) return null
  return { pair: kind === 'ECDSA' ? { name: kind, namedCurve: curve } : curve, usages }
}

async function use(primitive: Primitive, subtle: Subtle): Promise<unknown> {
  if ('pair' in primitive) return subtle.generateKey(primitive.pair, false, primitive.usages)
  const { aes, bits } = primitive
  const raw = new Uint8Array(bits / 8)
  if (aes === 'AES-KW') {
    const key = await subtle.importKey('raw', raw, aes, true, ['wrapKey'])
    return subtle.wrapKey('raw', key, key, aes)
  }
  const key = await subtle.importKey('raw', raw, aes, false, ['encrypt'])
  const iv = new Uint8Array(aes === 'AES-GCM' ? 12 : 16)
  return subtle.encrypt({ name: aes, iv }, key, new Uint8Array(16))
}
