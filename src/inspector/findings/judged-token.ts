import { hasMember, joined, objectOf, stringOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { Lifetime } from '../lifetime/lifetime.ts'
import type { InspectionContext } from '../read/context.ts'
import type { PartRole, Reading, Signature } from '../read/inspection.ts'
import { mediaType, type Profile, type TokenType, tokenTypeOf } from '../tables/token-types.ts'
import type { TokenObject } from './token-object.ts'

/** An object of the JOSE header. */
export interface HeaderObject extends TokenObject {
  /** Covered by the signature or the encryption. */
  isProtected: boolean
  /** All objects that together form the JOSE header (RFC 7515 §7.2.1). */
  joined: readonly JsonObject[]
}

/**
 * What a rule may use, computed once for each token. Values that are tokens are masked only if the
 * context says so: a rule must not quote one.
 */
export interface JudgedToken {
  reading: Reading
  lifetime: Lifetime
  context: InspectionContext
  /** Empty unless the token is a JWS or an SD-JWT. */
  signatures: readonly Signature[]
  headers: readonly HeaderObject[]
  /** The media type in `typ`, in lower case and without `application/`. */
  type: string | null
  /** What is known about that type; null if nothing is. */
  typeFacts: TokenType | null
  /** Whether it is a JWT rather than some other JWS. */
  isJwt: boolean
  /** The claims set; null unless it is a JWT. */
  claims: TokenObject | null
  profile: Profile
}

export function judgedToken(
  reading: Reading,
  lifetime: Lifetime,
  context: InspectionContext,
): JudgedToken {
  const headers = headersOf(reading)
  const typ = joined(
    headers.map(({ object }) => object),
    'typ',
  )
  const type = typ === null ? null : mediaType(typ)
  const typeFacts = tokenTypeOf(type)
  const isJwt = isJwtReading(reading, type, context)
  const claims = isJwt ? claimsObject(reading) : null
  const profile = profileOf(reading, type, typeFacts?.profile, claims, context)
  const signatures = signaturesOf(reading)
  return {
    reading,
    lifetime,
    context,
    signatures,
    headers,
    type,
    typeFacts,
    isJwt,
    claims,
    profile,
  }
}

export const signaturesOf = (reading: Reading): readonly Signature[] =>
  reading.kind === 'jws' || reading.kind === 'sd-jwt' ? reading.signatures : []

/** Every object that belongs to the JOSE headers, protected or not. */
export function headersOf(reading: Reading): readonly HeaderObject[] {
  const found: HeaderObject[] = []
  const add = (
    object: JsonObject | null,
    part: number | null,
    joined: readonly JsonObject[],
    isProtected = false,
  ): void => {
    if (object && part !== null) found.push({ object, part, joined, isProtected })
  }
  for (const { header, headerPart, unprotected, unprotectedPart } of signaturesOf(reading)) {
    const joined = [header, unprotected].filter((object) => object !== null)
    add(header, headerPart, joined, true)
    add(unprotected, unprotectedPart, joined)
  }
  if (reading.kind === 'jwe') {
    const { header, unprotected, recipients } = reading
    const own = recipients.map((recipient) => recipient.unprotected)
    const joined = [header, unprotected, ...own].filter((object) => object !== null)
    add(header, partOf(reading, 'header'), joined, true)
    add(unprotected, partOf(reading, 'unprotected-header'), joined)
    for (const recipient of recipients) add(recipient.unprotected, recipient.headerPart, joined)
  }
  return found
}

/** Index of the first part with this role. */
export function partOf(reading: Reading, role: PartRole): number | null {
  const index = reading.parts.findIndex((part) => part.role === role)
  return index === -1 ? null : index
}

const registeredClaims = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']

/** Whether an object holds a claim that RFC 7519 §4.1 registers. */
export const holdsRegisteredClaim = (object: JsonObject): boolean =>
  registeredClaims.some((name) => hasMember(object, name))

/**
 * Its type says so, it came in the slot of one, or it looks like one. In JSON serialization and
 * without a type it must hold a registered claim.
 */
function isJwtReading(reading: Reading, type: string | null, { slot }: InspectionContext): boolean {
  if (reading.kind === 'sd-jwt') return true
  // It was decrypted, and the plaintext is an object.
  if (reading.kind === 'jwe') return reading.claims !== null
  if (reading.kind !== 'jws') return false
  if (slot !== undefined || (type !== null && /^jwt$|[+]jwt$/.test(type))) return true
  if (type !== null || reading.claims === null || reading.unencoded) return false
  return reading.serialization === 'compact' || holdsRegisteredClaim(reading.claims)
}

/** The claims and the part they are in, whether they are those of a JWT or not. */
export function claimsObject(reading: Reading): TokenObject | null {
  const part = partOf(reading, reading.kind === 'jwe' ? 'ciphertext' : 'payload')
  return reading.claims === null || part === null ? null : { object: reading.claims, part }
}

/** OpenID Connect Back-Channel Logout §2.4. */
export const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

function profileOf(
  { kind }: Reading,
  type: string | null,
  named: Profile | undefined,
  claims: TokenObject | null,
  { slot }: InspectionContext,
): Profile {
  if (kind === 'sd-jwt') return 'other'
  if (named) return named
  if (claims && hasMember(objectOf(claims.object, 'events'), logoutEvent)) return 'logout'
  return slot ?? (type === null || type === 'jwt' ? 'unknown' : 'other')
}

/** Whether it is a token that a client holds and a service accepts, unlike proofs and events. */
export const isOrdinary = ({ profile }: JudgedToken): boolean =>
  ['access', 'id', 'refresh', 'unknown'].includes(profile)

/** Whether claims are those of an ID token. Some access tokens have a `nonce` too. */
export function looksLikeIdToken(claims: JsonObject): boolean {
  if (stringOf(claims, 'token_use') === 'id' || stringOf(claims, 'typ') === 'ID') return true
  if (hasMember(claims, 'at_hash') || hasMember(claims, 'c_hash')) return true
  const grants = ['scope', 'scp', 'permissions', 'roles', 'realm_access', 'client_id']
  return hasMember(claims, 'nonce') && !grants.some((name) => hasMember(claims, name))
}
