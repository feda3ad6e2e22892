import type { Slot } from '../inspector/index.ts'

/** A token that a provider holds, or a pasted text. */
export type TokenReference = { id: string; slot: Slot } | { text: string }

/**
 * Where the key comes from. Main uses it for one call and does not store it. The text of a file
 * that the user chose is `pasted` too.
 */
export type KeySource =
  | { from: 'secret'; text: string; encoding: SecretEncoding }
  /** PEM (SPKI, PKCS#8, PKCS#1, SEC 1), X.509 certificates, a JWK or a JWK set. */
  | { from: 'pasted'; text: string }
  | { from: 'jwks-url'; url: string }
  /** Discovery: RFC 8414 and OpenID Connect Discovery, then the `jwks_uri` found there. */
  | { from: 'issuer'; issuer: string }
  /** Named by the token itself: an address to fetch from, or a key that it carries. */
  | { from: 'token'; parameter: 'jku' | 'x5u' | 'iss' | 'jwk' | 'x5c' }
  | { from: 'provider'; id: string }

export const secretEncodings = ['text', 'base64', 'base64url', 'hex'] as const

export type SecretEncoding = (typeof secretEncodings)[number]

/** A key source that can be stored with a provider, because it holds no secret. */
export type ProviderKeySource = Extract<KeySource, { from: 'pasted' | 'jwks-url' | 'issuer' }>

/** What its keys are fetched from: the address of a key set, or of an issuer. */
export const addressOf = (source: Exclude<ProviderKeySource, { from: 'pasted' }>): string =>
  source.from === 'issuer' ? source.issuer : source.url

export interface VerifyRequest {
  of: TokenReference
  keySource: KeySource
  /** For an encrypted token: decrypts it first. `keySource` then verifies what is inside. */
  decryptWith?: KeySource
  expected?: Expected
  /** The payload of a token with a detached one (RFC 7515 appendix F), as text. */
  detachedPayload?: string
  /** Of the answer `ask`, if the user has agreed to its fetches. */
  ticket?: string
}

export interface DecryptRequest {
  of: TokenReference
  keySource: KeySource
  ticket?: string
}

/** Expected claims. Those that are absent are reported as not checked. */
export interface Expected {
  issuer?: string
  audience?: string
  /** `typ`, compared without case and without `application/` (RFC 7515 §4.1.9). */
  type?: string
}

/**
 * The result, or the fetches that the user must agree to first. The ticket is good for one call, for
 * the same token and exactly these fetches, for some minutes. An invalid ticket is ignored.
 */
export type Answer<Value> =
  | { state: 'done'; result: Value }
  | { state: 'ask'; fetches: readonly PlannedFetch[]; ticket: string }

/** A request that a key source needs. It is shown before it is made. */
export interface PlannedFetch {
  url: string
  purpose: 'metadata' | 'key-set' | 'certificate'
  /** Who named the address. `document`: the issuer's metadata. */
  namedBy: 'user' | 'provider' | 'token' | 'document'
  /** Why it is not made even if agreed to, or null. The host's addresses are checked later. */
  refused: string | null
}
