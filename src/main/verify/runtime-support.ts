import { webcrypto } from 'node:crypto'

type Subtle = webcrypto.SubtleCrypto
type Probe = (subtle: Subtle) => Promise<unknown>

/**
 * Primitives that not every build of Electron's cryptography has, each with the smallest use of it.
 * RSA, HMAC and PBKDF2 are everywhere.
 */
const probes: readonly (readonly [needed: RegExp, probe: Probe])[] = [
  [/^(Ed25519|EdDSA)$/, (subtle) => subtle.generateKey('Ed25519', false, ['sign', 'verify'])],
  [/^ES256$/, signing('P-256')],
  [/^ES384$/, signing('P-384')],
  [/^ES512$/, signing('P-521')],
  [/^ML-DSA-44$/, lattice('ML-DSA-44')],
  [/^ML-DSA-65$/, lattice('ML-DSA-65')],
  [/^ML-DSA-87$/, lattice('ML-DSA-87')],
  [/^X25519$/, (subtle) => subtle.generateKey('X25519', false, ['deriveBits'])],
  [/^P-256$/, agreement('P-256')],
  [/^P-384$/, agreement('P-384')],
  [/^P-521$/, agreement('P-521')],
  [/A128KW$/, wrapping(128)],
  [/A192KW$/, wrapping(192)],
  [/A256KW$/, wrapping(256)],
  [/^A128GCM(KW)?$/, encrypting('AES-GCM', 128)],
  [/^A192GCM(KW)?$/, encrypting('AES-GCM', 192)],
  [/^A256GCM(KW)?$/, encrypting('AES-GCM', 256)],
  [/^A128CBC-HS256$/, encrypting('AES-CBC', 128)],
  [/^A192CBC-HS384$/, encrypting('AES-CBC', 192)],
  [/^A256CBC-HS512$/, encrypting('AES-CBC', 256)],
]

/**
 * Tells whether this runtime does an algorithm of RFC 7518, or a curve. Each primitive is tried once
 * and only when first asked for: trying one that is experimental prints a warning.
 */
export function createRuntimeSupport(subtle: Subtle = webcrypto.subtle) {
  const tried = new Map<Probe, Promise<boolean>>()
  const works = (probe: Probe) => {
    const known = tried.get(probe)
    if (known) return known
    // A primitive that is lacking throws NotSupportedError, some builds an OpenSSL error: any counts.
    const trial = probe(subtle).then(
      () => true,
      () => false,
    )
    tried.set(probe, trial)
    return trial
  }
  return async (name: string): Promise<boolean> => {
    const needed = probes.filter(([pattern]) => pattern.test(name))
    const answers = await Promise.all(needed.map(([, probe]) => works(probe)))
    return answers.every(Boolean)
  }
}

export type RuntimeSupport = ReturnType<typeof createRuntimeSupport>

function signing(namedCurve: string): Probe {
  return (subtle) => subtle.generateKey({ name: 'ECDSA', namedCurve }, false, ['sign', 'verify'])
}

function agreement(namedCurve: string): Probe {
  return (subtle) => subtle.generateKey({ name: 'ECDH', namedCurve }, false, ['deriveBits'])
}

function lattice(name: string): Probe {
  return (subtle) => subtle.generateKey(name, false, ['sign', 'verify'])
}

function wrapping(bits: number): Probe {
  return async (subtle) => {
    const raw = new Uint8Array(bits / 8)
    const key = await subtle.importKey('raw', raw, 'AES-KW', true, ['wrapKey'])
    return subtle.wrapKey('raw', key, key, 'AES-KW')
  }
}

function encrypting(name: 'AES-GCM' | 'AES-CBC', bits: number): Probe {
  return async (subtle) => {
    const key = await subtle.importKey('raw', new Uint8Array(bits / 8), name, false, ['encrypt'])
    const iv = new Uint8Array(name === 'AES-GCM' ? 12 : 16)
    return subtle.encrypt({ name, iv }, key, new Uint8Array(16))
  }
}
