import type { EncryptionFacts, Finding, Inspection, VerificationFacts } from '../inspector/index.ts'
import type { Failure } from './result.ts'

/**
 * Results of verifying and decrypting a token; the requests are in `verification-request.ts`. Hold
 * no key, secret, signature or token text.
 */

export type Verdict =
  /** Every signature that could be checked matches, the text is legal and no check failed. */
  | 'valid'
  /** A check failed. */
  | 'invalid'
  /** The signature matches, but a strict reader refuses the text or the key. */
  | 'matches-but-not-legal'
  /** It matches a key that the token itself carries or points to, which anyone can arrange. */
  | 'matches-own-key'
  /** `alg: none`. */
  | 'unsecured'
  /** The algorithm is known, but not available in this runtime. */
  | 'unsupported'
  /** The signature or a detached payload is missing. */
  | 'incomplete'
  /** There is no key, no token, or nothing signed. */
  | 'cannot-check'

export interface Verification {
  verdict: Verdict
  /** The verdict in one sentence. */
  text: string
  /** Checks of the token as a whole: its text, times, issuer, audience. */
  checks: readonly Check[]
  /** One for each signature. A key-binding JWT (RFC 9901) comes last. */
  signatures: readonly SignatureVerification[]
  /** How the token was decrypted first, if it is encrypted. */
  decryption: Decryption | null
  facts: VerificationFacts
  /** Findings from `facts` that the inspection does not have, worst first. */
  findings: readonly Finding[]
  /** Why there is no key, if that is the reason of the verdict. */
  failure: Failure | null
}

export interface SignatureVerification {
  /** For people: `Signature`, `Signature 2`, `Key binding`. */
  name: string
  role: 'signature' | 'key-binding'
  outcome: Verdict | 'no-key'
  text: string
  /** `alg` as written; null if there is none. */
  algorithm: string | null
  keyId: string | null
  /** The key that matched, or the only one tried. */
  key: KeyDescription | null
  checks: readonly Check[]
}

/** One check, made or deliberately not made. */
export interface Check {
  what: CheckSubject
  outcome: 'passed' | 'failed' | 'not-checked'
  text: string
}

export type CheckSubject =
  | 'text' // legal for a strict reader
  | 'algorithm'
  | 'key'
  | 'key-size'
  | 'critical' // the extensions that `crit` names
  | 'signature'
  | 'certificate' // the x5c chain, and what a key was taken from
  | 'expiry'
  | 'not-before'
  | 'issued-at'
  | 'issuer'
  | 'audience'
  | 'type'
  | 'disclosures'
  | 'key-binding'
  | 'replicated-claims'
  | 'revocation'

/** A key, without its secret parts. */
export interface KeyDescription {
  /** `RSA, 2048 bits`, `EC P-256`, `shared secret, 64 bytes`. */
  label: string
  keyId: string | null
  /** RFC 7638, SHA-256, base64url. Null for secrets, which a thumbprint would help to guess. */
  thumbprint: string | null
  /** As a noun phrase: `the pasted key`, `key 2 of https://...`. */
  origin: string
}

export interface Decryption {
  outcome: 'decrypted' | 'failed' | 'unsupported' | 'incomplete' | 'cannot-check'
  text: string
  recipients: readonly RecipientDecryption[]
  checks: readonly Check[]
  /**
   * The token read with its plaintext in `payload`, `claims` and `nested`, none of it verified.
   * Null if it was not decrypted or the plaintext is not text.
   */
  inspection: Inspection | null
  facts: EncryptionFacts
  findings: readonly Finding[]
  failure: Failure | null
}

export interface RecipientDecryption {
  /** For people: `Recipient`, `Recipient 2`. */
  name: string
  outcome: 'decrypted' | 'failed' | 'unsupported' | 'incomplete' | 'no-key'
  text: string
  algorithm: string | null
  encryption: string | null
  keyId: string | null
  key: KeyDescription | null
}
