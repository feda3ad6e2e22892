/** Key types (`kty`): RFC 7518 6.1, RFC 8037 2, RFC 9964. */
export type KeyType = 'oct' | 'RSA' | 'EC' | 'OKP' | 'AKP'

interface AlgorithmFacts {
  /** Exactly as registered with IANA. */
  name: string
  /** Types of the keys that fit. */
  keyTypes: readonly KeyType[]
  /** Why nothing is verified or decrypted with it, as a sentence; null where jose implements it. */
  refusal: string | null
}

/** An `alg` of a JWS. */
export interface SignatureAlgorithm extends AlgorithmFacts {
  use: 'signature'
  kind: 'none' | 'HMAC' | 'RSASSA-PKCS1-v1_5' | 'RSASSA-PSS' | 'ECDSA' | 'EdDSA' | 'ML-DSA'
  /** The curve of the key; null for keys without one. */
  curve: string | null
  /** SHA-2 with this output size; null where another hash or none is used. */
  hashBits: 256 | 384 | 512 | null
  /** Sizes that a signature may have; empty if the key decides, as with RSA. */
  signatureBytes: readonly number[]
}

/** An `alg` of a JWE (RFC 7518 4.1). */
export interface KeyManagement extends AlgorithmFacts {
  use: 'key-management'
  kind: 'dir' | 'AES' | 'RSA' | 'ECDH-ES' | 'PBES2'
  /** What wraps the content encryption key; null if that is not AES. */
  aes: Aes | null
  /** Size of the shared secret; null where any size will do, or `enc` decides (`dir`). */
  secretBits: number | null
}

/** An `enc` of a JWE (RFC 7518 5.1). */
export interface ContentEncryption extends AlgorithmFacts {
  use: 'encryption'
  kind: 'AES'
  aes: Aes
  /** Size of the content encryption key, which CBC shares with an HMAC (RFC 7518 5.2.2.1). */
  secretBits: number
}

interface Aes {
  mode: 'AES-KW' | 'AES-GCM' | 'AES-CBC'
  bits: number
}

export type Algorithm = SignatureAlgorithm | KeyManagement | ContentEncryption

/** RFC 7518 3.3 and 4.3. */
export const shortestRsaBits = 2048

/** Iterations of PBES2: the bounds of 8725bis 3.13, since more only cost time. */
export const pbes2Bounds = { fewest: 1_000, most: 1_200_000 }

/** Curves that are registered, and available neither in jose nor in Electron's cryptography. */
export const unsupportedCurves: readonly string[] = ['Ed448', 'X448', 'secp256k1']

/** Signature sizes: RFC 7518 3.2 and 3.4, RFC 8037 3.1, RFC 8812 3.2, FIPS 204 4. */
export const signatureAlgorithms = byName<SignatureAlgorithm>([
  signing('none', 'none', []),
  ...([256, 384, 512] as const).flatMap((hashBits) => [
    signing(`HS${hashBits}`, 'HMAC', ['oct'], { hashBits, signatureBytes: [hashBits / 8] }),
    signing(`RS${hashBits}`, 'RSASSA-PKCS1-v1_5', ['RSA'], { hashBits }),
    signing(`PS${hashBits}`, 'RSASSA-PSS', ['RSA'], { hashBits }),
  ]),
  signing('ES256', 'ECDSA', ['EC'], { curve: 'P-256', hashBits: 256, signatureBytes: [64] }),
  signing('ES384', 'ECDSA', ['EC'], { curve: 'P-384', hashBits: 384, signatureBytes: [96] }),
  signing('ES512', 'ECDSA', ['EC'], { curve: 'P-521', hashBits: 512, signatureBytes: [132] }),
  signing('ES256K', 'ECDSA', ['EC'], {
    ...{ curve: 'secp256k1', hashBits: 256, signatureBytes: [64] },
    refusal: 'The curve secp256k1 (RFC 8812) is not available here.',
  }),
  // Ed25519 hashes with SHA-512, Ed448 with SHAKE256 (RFC 8032 5.1 and 5.2).
  signing('Ed25519', 'EdDSA', ['OKP'], { curve: 'Ed25519', hashBits: 512, signatureBytes: [64] }),
  signing('Ed448', 'EdDSA', ['OKP'], {
    ...{ curve: 'Ed448', signatureBytes: [114] },
    refusal: 'The curve Ed448 (RFC 9864) is not available here.',
  }),
  // The older name for either curve; of the two, only Ed25519 is available.
  signing('EdDSA', 'EdDSA', ['OKP'], {
    curve: 'Ed25519',
    hashBits: 512,
    signatureBytes: [64, 114],
  }),
  signing('ML-DSA-44', 'ML-DSA', ['AKP'], { signatureBytes: [2420] }),
  signing('ML-DSA-65', 'ML-DSA', ['AKP'], { signatureBytes: [3309] }),
  signing('ML-DSA-87', 'ML-DSA', ['AKP'], { signatureBytes: [4627] }),
])

export const keyManagementAlgorithms = byName<KeyManagement>([
  managing('dir', 'dir', ['oct']),
  ...[128, 192, 256].flatMap((bits) => [
    managing(`A${bits}KW`, 'AES', ['oct'], { mode: 'AES-KW', bits }),
    managing(`A${bits}GCMKW`, 'AES', ['oct'], { mode: 'AES-GCM', bits }),
    managing(`PBES2-HS${bits * 2}+A${bits}KW`, 'PBES2', ['oct'], { mode: 'AES-KW', bits }),
    managing(`ECDH-ES+A${bits}KW`, 'ECDH-ES', ['EC', 'OKP'], { mode: 'AES-KW', bits }),
  ]),
  managing('ECDH-ES', 'ECDH-ES', ['EC', 'OKP']), // OKP: RFC 8037 3.2
  managing('RSA-OAEP', 'RSA', ['RSA']),
  managing('RSA-OAEP-256', 'RSA', ['RSA']),
  managing('RSA-OAEP-384', 'RSA', ['RSA']),
  managing('RSA-OAEP-512', 'RSA', ['RSA']),
  {
    ...managing('RSA1_5', 'RSA', ['RSA']),
    refusal: 'RSAES-PKCS1-v1_5 is not supported: it can reveal the plaintext to an attacker.',
  },
])

export const contentEncryptionAlgorithms = byName<ContentEncryption>(
  [128, 192, 256].flatMap((bits) => [
    encrypting(`A${bits}GCM`, bits, { mode: 'AES-GCM', bits }),
    encrypting(`A${bits}CBC-HS${bits * 2}`, bits * 2, { mode: 'AES-CBC', bits }),
  ]),
)

/** All that `alg` or `enc` of a token may hold, by name. */
export const algorithms: ReadonlyMap<string, Algorithm> = new Map<string, Algorithm>([
  ...signatureAlgorithms,
  ...keyManagementAlgorithms,
  ...contentEncryptionAlgorithms,
])

/** What key opens a JWE with this `alg` and `enc`, as a noun phrase; null for what is missing. */
export function openingKey(alg: string | null, enc: string | null): string {
  if (alg === null) return 'a key that the header does not name'
  const algorithm = keyManagementAlgorithms.get(alg)
  switch (algorithm?.kind) {
    case 'dir':
      return `the shared ${enc ?? 'content encryption'} key itself`
    case 'AES':
      return `the shared AES key of ${algorithm.secretBits ?? 0} bits`
    case 'RSA':
      return "the recipient's RSA private key"
    case 'ECDH-ES':
      return "the recipient's EC, X25519 or X448 private key"
    case 'PBES2':
      return 'the password'
    case undefined:
      return 'a key of an unknown kind'
  }
}

function signing(
  name: string,
  kind: SignatureAlgorithm['kind'],
  keyTypes: readonly KeyType[],
  facts: Partial<SignatureAlgorithm> = {},
): SignatureAlgorithm {
  const absent = { curve: null, hashBits: null, signatureBytes: [], refusal: null }
  return { use: 'signature', name, kind, keyTypes, ...absent, ...facts }
}

function managing(
  name: string,
  kind: KeyManagement['kind'],
  keyTypes: readonly KeyType[],
  aes: Aes | null = null,
): KeyManagement {
  const secretBits = kind === 'AES' && aes ? aes.bits : null
  return { use: 'key-management', name, kind, keyTypes, aes, secretBits, refusal: null }
}

function encrypting(name: string, secretBits: number, aes: Aes): ContentEncryption {
  return { use: 'encryption', name, kind: 'AES', keyTypes: ['oct'], aes, secretBits, refusal: null }
}

function byName<Entry extends Algorithm>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.name, entry]))
}
