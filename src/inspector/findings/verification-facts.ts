/** Facts for the findings that only verification or decryption can raise. */
export interface VerificationFacts {
  /** How many keys could have signed it by type and algorithm; null where no key was at hand. */
  keyCandidates: number | null
  keyIdInHeader: boolean
  /** The `alg` of the first signature. */
  algorithm: string | null
  signatureBytes: number | null
  /** Of the key that matched, or of the only one that fits. */
  rsaModulusBits: number | null
  rsaModulusBytes: number | null
  hmac: HmacFacts | null
  certificates: CertificateFacts | null
  encryption: EncryptionFacts | null
}

export interface HmacFacts {
  /** Size of the secret that matched; null where none did. */
  secretBytes: number | null
  /** RFC 7518 3.2: as long as the hash. */
  requiredBytes: number
  /** It verifies with a well-known secret, or the empty one; over 1 MiB only that is tried. */
  wellKnown: 'no' | 'listed' | 'empty' | 'not-tried'
  /** It verifies with the text of a public key, in this encoding: `SPKI as PEM`. Up to 1 MiB. */
  publicKeyEncoding: string | null
}

/** The `x5c` chain against itself, the header and the clock. Nobody vouches for its root. */
export interface CertificateFacts {
  count: number
  /** Each as a sentence; empty where nothing is wrong. */
  problems: readonly string[]
}

export interface EncryptionFacts {
  /** PBES2 `p2c`, where there is one. */
  pbes2Count: number | null
  /** `zip` as written. */
  zip: string | null
  /** Claims in the JWE header that differ from those inside (RFC 7519 5.3). */
  replicatedDiffer: readonly string[]
}
