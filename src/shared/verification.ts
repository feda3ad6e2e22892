import type { EncryptionFacts, Finding, Inspection, VerificationFacts } from '../inspector/index.ts'
import type { Failure } from './result.ts'

/**
 * Results of verifying and decrypting a token; the requests are in `verification-request.ts`. Hold
 * no key, secret, signature or token text.
 */

export type Verdict =
  /** Every signature that could be checked is right, the text is legal and no check failed. */
  | 'valid'
  /** A check failed. */
  | 'invalid'
  /** The signature is right, but a strict reader refuses the text or the key. */
  | 'matches-but-not-legal'
  /** The signature is right with a key that the token itself brings or points to: anybody's can be. */
  | 'matches-own-key'
  /** `alg: none`. */
  | 'unsecured'
  /** Known, but not available here. */
  | 'unsupported'
  /** A part is missing: the signature, or a detached payload. */
  | 'incomplete'
  /** No key, no token, or nothing that is signed. */
  | 'cannot-check'

export interface Verification {
  verdict: Verdict
  /** The verdict in one sentence. */
  text: string
  /** About the token as a whole: its text, times, issuer, audience, what cannot be known. */
  checks: readonly Check[]
  /** One each; a key-binding JWT (RFC 9901) comes last. */
  signatures: readonly SignatureVerification[]
  /** What had to be opened first, where the token is encrypted. */
  decryption: Decryption | null
  facts: VerificationFacts
  /** What `facts` raise beyond the findings of the inspection, worst first. */
  findings: readonly Finding[]
  /** Why the key could not be had, where that is the reason. */
  failure: Failure | null
}

export interface SignatureVerification {
  /** For people: `Signature`, `Signature 2`, `Key binding`. */
  name: string
  role: 'signature' | 'key-binding'
  outcome: Verdict | 'no-key'
  /** Why, in one sentence. */
  text: string
  /** `alg` as written; null where there is none. */
  algorithm: string | null
  /** The header's `kid`. */
  keyId: string | null
  /** The key that matched, or the only one that was tried. */
  key: KeyDescription | null
  checks: readonly Check[]
}

/** One thing that was looked at, or deliberately not. */
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

/** What may be said of a key. */
export interface KeyDescription {
  /** `RSA, 2048 bits`, `EC P-256`, `shared secret, 64 bytes`. */
  label: string
  keyId: string | null
  /** RFC 7638, SHA-256, base64url; null for secrets, whose thumbprint can be searched for. */
  thumbprint: string | null
  /** As a noun phrase: `the pasted key`, `key 2 of https://...`. */
  origin: string
}

export interface Decryption {
  outcome: 'decrypted' | 'failed' | 'unsupported' | 'incomplete' | 'cannot-check'
  /** The outcome in one sentence; where decrypted, that this verifies nothing. */
  text: string
  recipients: readonly RecipientDecryption[]
  checks: readonly Check[]
  /**
   * The token read again with its plaintext in `payload`, `claims` and `nested`, none of it verified;
   * null where it stays closed or what is inside is no text.
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
