import type { Slot } from '../looks/slot.ts'

/** What a JWT is for. `other`: its claims follow rules that are not checked here. */
export type Profile =
  'access' | 'id' | 'refresh' | 'dpop' | 'logout' | 'security-event' | 'other' | 'unknown'

/** What a value of the `typ` header parameter says about a token (RFC 8725 §3.11). */
export interface TokenType {
  /** Which of a provider's tokens has this type; absent if none has. */
  slot?: Slot
  /** What the claims are judged as; absent if the slot decides. */
  profile?: Profile
  /** Its name on screen. */
  label?: string
  /** Claims that a token of this type must have. */
  requires?: readonly string[]
  /** Its header must hold the public key that verifies it, so a `jwk` there raises no finding. */
  holdsKey?: true
}

/** `jwt` is missing on purpose: it says nothing about what a token is for. */
const tokenTypes: Record<string, TokenType> = {
  // RFC 9068 §2.2
  'at+jwt': {
    slot: 'access',
    profile: 'access',
    label: 'Access token (signed JWT)',
    requires: ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'],
  },
  'rt+jwt': { slot: 'refresh' },
  'refresh+jwt': { slot: 'refresh' },
  'id+jwt': { slot: 'id' },
  // RFC 9449 §4.2
  'dpop+jwt': {
    profile: 'dpop',
    label: 'DPoP proof (signed JWT)',
    requires: ['htm', 'htu', 'iat', 'jti'],
    holdsKey: true,
  },
  'logout+jwt': { profile: 'logout', label: 'Logout token (signed JWT)' },
  // RFC 8417 §2.2
  'secevent+jwt': {
    profile: 'security-event',
    label: 'Security event token (signed JWT)',
    requires: ['events'],
  },
  'kb+jwt': { label: 'Key-binding JWT' },
  'oauth-authz-req+jwt': {},
  'client-authentication+jwt': {},
  'token-introspection+jwt': {},
  'entity-statement+jwt': {},
  'statuslist+jwt': {},
  'openid4vci-proof+jwt': {},
  'dc+sd-jwt': {},
  'vc+sd-jwt': {},
}

const byMediaType = new Map(Object.entries(tokenTypes))

/** The media type in `typ`, in lower case and without `application/` (RFC 7515 §4.1.9). */
export const mediaType = (typ: string): string => typ.toLowerCase().replace(/^application\//, '')

/** null if nothing is known of the type. */
export const tokenTypeOf = (typ: string | null): TokenType | null =>
  typ === null ? null : (byMediaType.get(mediaType(typ)) ?? null)
