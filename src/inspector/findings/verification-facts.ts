/** Facts for the findings that only verification or decryption can raise. */
export interface VerificationFacts {
  /** Number of keys that fit by type and algorithm; null if no key was available. */
  keyCandidates: number | null
  keyIdInHeader: boolean
  /** The `alg` of the first signature. */
  algorithm: string | null
  signatureBytes: number | null
  /** Of the key that verified the signature, or of the only one that fits. */
  rsaModulusBits: number | null
  rsaModulusBytes: number | null
  hmac: HmacFacts | null
  certificates: CertificateFacts | null
  encryption: EncryptionFacts | null
}

export interface HmacFacts {
  /** Size of the secret that verified it; null if none did. */
  secretBytes: number | null
  /** As long as the hash (RFC 7518 §3.2). */
  requiredBytes: number
  /** Whether it verifies with a well-known or empty secret. Over 1 MiB only `empty` is tried. */
  wellKnown: 'no' | 'listed' | 'empty' | 'not-tried'
  /** It verifies with the text of a public key in this encoding: `SPKI as PEM`. Up to 1 MiB. */
  publicKeyEncoding: string | null
}

/** The `x5c` chain, checked against itself, the header and the clock. Its root is not trusted. */
export interface CertificateFacts {
  count: number
  /** Each as a label; empty if nothing is wrong. */
  problems: readonly string[]
}

export interface EncryptionFacts {
  /** `p2c` of PBES2; null if there is none. */
  pbes2Count: number | null
  /** `zip` as written. */
  zip: string | null
  /** Claims in the JWE header that differ from those inside (RFC 7519 §5.3). */
  replicatedDiffer: readonly string[]
}
