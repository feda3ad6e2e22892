import type { Place } from '../encoding/place.ts'

/**
 * error: a cited MUST is broken, or the token can never be accepted or mean what was intended.
 * warning: a known weakness, or a reading that differs between parsers. note: good to know.
 */
export type Severity = 'error' | 'warning' | 'note'

/** One thing the inspector says about a token. */
export interface Finding {
  id: FindingId
  severity: Severity
  /** What is so, in one sentence, naming the value it is about. */
  text: string
  /** Why it matters, in one or two sentences. */
  why: string
  /** `RFC 7519 4.1.4`, `CVE-2022-21449`; empty where plain arithmetic is the reason. */
  reference: string
  place?: Place
}

/** Every finding there is. The ids are stable: a muted finding is remembered by its id. */
export type FindingId =
  | TimeFinding
  | ReadingFinding
  | AlgorithmFinding
  | SignatureFinding
  | HeaderFinding
  | ClaimFinding
  | ProfileFinding
  | SelectiveDisclosureFinding
  | ExposureFinding

type TimeFinding =
  | 'expired'
  | 'not-yet-valid'
  | 'issued-in-future'
  | 'numericdate-type'
  | 'milliseconds'
  | 'lifetime-negative'
  | 'no-expiry'
  | 'long-lived'
  | 'short-lived'
  | 'expiry-disagrees'

type ReadingFinding =
  | 'payload-not-object'
  | 'duplicate-names'
  | 'characters-outside-jwt'
  | 'base64url-noncanonical'
  | 'byte-order-mark'
  // What the reader reports beside the catalogue's rows, each from one kind of anomaly.
  | 'token-malformed'
  | 'json-invalid'
  | 'json-trailing-text'
  | 'json-too-deep'
  | 'utf8-invalid'
  | 'number-inexact'
  | 'lone-surrogate'

type AlgorithmFinding =
  | 'alg-none'
  | 'nested-unsigned'
  | 'alg-case'
  | 'alg-unregistered'
  | 'alg-unprotected'
  | 'alg-deprecated'
  | 'rsa1_5'
  | 'pbes2-count'
  | 'hmac-weak-secret'
  | 'hmac-public-key'
  | 'hmac-with-jwks'
  | 'rsa-short-key'

type SignatureFinding = 'signature-empty' | 'signature-length' | 'signature-der' | 'signature-zero'

type HeaderFinding =
  | 'crit-invalid'
  | 'crit-unknown'
  | 'b64-in-jwt'
  | 'header-jwk'
  | 'header-jku'
  | 'header-x5u'
  | 'header-jwk-private'
  | 'x5c-mismatch'
  | 'json-serialized-jwt'
  | 'kid-suspicious'
  | 'kid-missing'
  | 'typ-missing'
  | 'typ-application-prefix'
  | 'typ-mismatch'
  | 'jwe-zip'
  | 'replicated-claims-differ'

type ClaimFinding =
  | 'claim-type'
  | 'aud-missing'
  | 'iss-missing'
  | 'sub-missing'
  | 'aud-wildcard'
  | 'iss-not-https'
  | 'bearer-unbound'
  | 'sender-constrained'

type ProfileFinding =
  | 'at-jwt-incomplete'
  | 'id-token-incomplete'
  | 'nonce-missing'
  | 'at-hash-mismatch'
  | 'id-token-as-access'
  | 'dpop-incomplete'
  | 'logout-invalid'
  | 'set-without-events'

type SelectiveDisclosureFinding =
  'sd-undisclosed-reference' | 'sd-duplicate-digest' | 'sd-claim-collision' | 'kb-hash-mismatch'

type ExposureFinding = 'sensitive-claims' | 'token-in-url' | 'too-large' | 'invisible-text'
