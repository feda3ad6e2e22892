import type { Slot } from '../inspector/index.ts'

/** One token that a provider holds, or a pasted text. */
export type TokenReference = { id: string; slot: Slot } | { text: string }

/**
 * Where the key comes from. It crosses to main for the one call and is kept nowhere. What a person
 * chose as a file is `pasted` too: its text.
 */
export type KeySource =
  | { from: 'secret'; text: string; encoding: SecretEncoding }
  /** PEM (SPKI, PKCS#8, PKCS#1, SEC 1), X.509 certificates, a JWK or a JWK set. */
  | { from: 'pasted'; text: string }
  | { from: 'jwks-url'; url: string }
  /** Discovery: RFC 8414 and OpenID Connect Discovery, then the `jwks_uri` found there. */
  | { from: 'issuer'; issuer: string }
  /** What the token itself names: an address to fetch from, or a key that it carries. */
  | { from: 'token'; parameter: 'jku' | 'x5u' | 'iss' | 'jwk' | 'x5c' }
  /** The one that this provider is configured with. */
  | { from: 'provider'; id: string }

export const secretEncodings = ['text', 'base64', 'base64url', 'hex'] as const

export type SecretEncoding = (typeof secretEncodings)[number]

/** What a provider may be configured with: nothing in it is a secret. */
export type ProviderKeySource = Extract<KeySource, { from: 'pasted' | 'jwks-url' | 'issuer' }>

export interface VerifyRequest {
  of: TokenReference
  keySource: KeySource
  /** For an encrypted token: opens it, then what is inside is verified with `keySource`. */
  decryptWith?: KeySource
  expected?: Expected
  /** The payload of a token whose own is detached (RFC 7515 appendix F), as text. */
  detachedPayload?: string
  /** The addresses that a person was shown and agreed to fetch, exactly as they were shown. */
  agreed?: string[]
}

export interface DecryptRequest {
  of: TokenReference
  keySource: KeySource
  agreed?: string[]
}

/** What the claims are held against. What is absent is reported as not checked. */
export interface Expected {
  issuer?: string
  audience?: string
  /** `typ`, compared without case and without `application/` (RFC 7515 4.1.9). */
  type?: string
}

/** Either the result, or what must be agreed to first: nothing was fetched that was not. */
export type Answer<Value> =
  { state: 'done'; result: Value } | { state: 'ask'; fetches: readonly PlannedFetch[] }

/** One request that a key source leads to. Shown before it is made. */
export interface PlannedFetch {
  url: string
  purpose: 'metadata' | 'key-set' | 'certificate'
  /** `document`: the issuer's metadata named it. */
  namedBy: 'user' | 'provider' | 'token' | 'document'
  /** Why it is not made even if agreed to; null where it may be. Addresses count only later. */
  refused: string | null
}
