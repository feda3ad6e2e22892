import type { Slot } from '../looks/slot.ts'

/** What a JWT is for. `other`: its claims follow rules that are not checked here. */
export type Profile =
  'access' | 'id' | 'refresh' | 'dpop' | 'logout' | 'security-event' | 'other' | 'unknown'

/** What a value of the `typ` header parameter says about a token (RFC 8725 §3.11). */
export interface TokenType {
  /** Which of a provider's tokens has this type; null if none has. */
  slot: Slot | null
  /** What the claims are judged as; without it, as those of the slot the token came in. */
  profile?: Profile
  /** Its name on screen. */
  label?: string
  /** Claims that a token of this type must have. */
  requires?: readonly string[]
  /** Its header must hold the public key that verifies it, so a `jwk` there raises no finding. */
  holdsKey?: true
}

/** `JWT` is missing on purpose: it says nothing about what a token is for. */
const tokenTypes: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  [
    // RFC 9068 §2.2
    'at+jwt',
    {
      slot: 'access',
      profile: 'access',
      label: 'Access token (signed JWT)',
      requires: ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'],
    },
  ],
  ['rt+jwt', { slot: 'refresh' }],
  ['refresh+jwt', { slot: 'refresh' }],
  ['id+jwt', { slot: 'id' }],
  [
    // RFC 9449 §4.2
    'dpop+jwt',
    {
      slot: null,
      profile: 'dpop',
      label: 'DPoP proof (signed JWT)',
      requires: ['htm', 'htu', 'iat', 'jti'],
      holdsKey: true,
    },
  ],
  ['logout+jwt', { slot: null, profile: 'logout', label: 'Logout token (signed JWT)' }],
  [
    // RFC 8417 §2.2
    'secevent+jwt',
    {
      slot: null,
      profile: 'security-event',
      label: 'Security event token (signed JWT)',
      requires: ['events'],
    },
  ],
  ['kb+jwt', { slot: null, label: 'Key-binding JWT' }],
  ['oauth-authz-req+jwt', { slot: null }],
  ['client-authentication+jwt', { slot: null }],
  ['token-introspection+jwt', { slot: null }],
  ['entity-statement+jwt', { slot: null }],
  ['statuslist+jwt', { slot: null }],
  ['openid4vci-proof+jwt', { slot: null }],
  ['dc+sd-jwt', { slot: null }],
  ['vc+sd-jwt', { slot: null }],
])

/** The media type in `typ`, in lower case and without the prefix `application/` (RFC 7515 §4.1.9). */
export const mediaType = (typ: string): string => typ.toLowerCase().replace(/^application\//, '')

/** null if the type is not known here. */
export const tokenTypeOf = (typ: string | null): TokenType | null =>
  typ === null ? null : (tokenTypes.get(mediaType(typ)) ?? null)
