import { objectOf, stringOf } from '../json/access.ts'
import type { Reading, Signature } from '../read/inspection.ts'
import type { JsonObject } from '../json/node.ts'
import { has, type Source } from './look.ts'
import type { Case } from './rule.ts'

/** The signatures of a token that has some. */
export const signaturesOf = (reading: Reading): readonly Signature[] =>
  reading.kind === 'jws' || reading.kind === 'sd-jwt' ? reading.signatures : []

/** Most rules ask for the headers: they are put together once. */
const knownHeaders = new WeakMap<Reading, readonly Source[]>()

/** Every object that belongs to the JOSE headers, protected or not, with the part it stands in. */
export function headersOf(reading: Reading): readonly Source[] {
  const known = knownHeaders.get(reading)
  if (known) return known
  const headers = findHeaders(reading)
  knownHeaders.set(reading, headers)
  return headers
}

function findHeaders(reading: Reading): readonly Source[] {
  const found: Source[] = []
  const add = (object: JsonObject | null, part: number | null): void => {
    if (object && part !== null && !found.some((known) => known.object === object))
      found.push({ object, part })
  }
  for (const signature of signaturesOf(reading)) {
    add(signature.header, signature.headerPart)
    add(signature.unprotected, signature.unprotectedPart)
  }
  if (reading.kind === 'jwe') {
    add(reading.header, partOf(reading, 'header'))
    add(reading.unprotected, partOf(reading, 'unprotected-header'))
    for (const recipient of reading.recipients) add(recipient.unprotected, recipient.headerPart)
  }
  return found
}

/** Index of the first part with this role. */
export function partOf(reading: Reading, role: Reading['parts'][number]['role']): number | null {
  const index = reading.parts.findIndex((part) => part.role === role)
  return index === -1 ? null : index
}

/** The media type in `typ`, lower case and without `application/` (RFC 7515 4.1.9). */
export function typeOf(reading: Reading): string | null {
  for (const { object } of headersOf(reading)) {
    const written = stringOf(object, 'typ')
    if (written !== null) return written.toLowerCase().replace(/^application\//, '')
  }
  return null
}

export const registeredClaims = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']

/**
 * Whether a signed token is a JWT rather than some other JWS: its type says so, it came as one, or
 * it looks like one. A JSON serialization without a type must hold a registered claim.
 */
export function isJwt({ reading, context }: Case): boolean {
  if (reading.kind === 'sd-jwt') return true
  // Decrypted here, and what was inside is an object.
  if (reading.kind === 'jwe') return reading.claims !== null
  if (reading.kind !== 'jws') return false
  const type = typeOf(reading)
  if (context.slot !== undefined || (type !== null && /^jwt$|[+]jwt$/.test(type))) return true
  const { claims } = reading
  if (type !== null || claims === null || reading.unencoded) return false
  return reading.serialization === 'compact' || registeredClaims.some((name) => has(claims, name))
}

const knownClaims = new WeakMap<Case, Source | null>()

/** The claims set of a JWT, and the part that holds it: found once, since many rules ask for it. */
export function claimsOf(judged: Case): Source | null {
  const known = knownClaims.get(judged)
  if (known !== undefined) return known
  const claims = findClaims(judged)
  knownClaims.set(judged, claims)
  return claims
}

function findClaims(judged: Case): Source | null {
  const { reading } = judged
  const part = partOf(reading, reading.kind === 'jwe' ? 'ciphertext' : 'payload')
  if (reading.claims === null || part === null || !isJwt(judged)) return null
  return { object: reading.claims, part }
}

/**
 * What a JWT is for: as its type says, else its slot, else unknown. `other` are those whose claims
 * follow rules of their own.
 */
export type Profile =
  'access' | 'id' | 'refresh' | 'dpop' | 'logout' | 'security-event' | 'other' | 'unknown'

const profiles: ReadonlyMap<string, Profile> = new Map([
  ['at+jwt', 'access'],
  ['dpop+jwt', 'dpop'],
  ['logout+jwt', 'logout'],
  ['secevent+jwt', 'security-event'],
])

/** OpenID Connect Back-Channel Logout 2.4. */
export const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

export function profileOf(judged: Case): Profile {
  const { reading, context } = judged
  if (reading.kind === 'sd-jwt') return 'other'
  const type = typeOf(reading) ?? 'jwt'
  const named = profiles.get(type)
  if (named) return named
  const events = objectOf(claimsOf(judged)?.object ?? null, 'events')
  if (has(events, logoutEvent)) return 'logout'
  if (context.slot) return context.slot
  return type === 'jwt' ? 'unknown' : 'other'
}

/** Tokens that a client holds and a service accepts: those whose claims and lifetime it reads. */
export function isOrdinary(profile: Profile): boolean {
  return ['access', 'id', 'refresh', 'unknown'].includes(profile)
}

/** Claims and habits that only ID tokens have; what several makers put into access tokens too is not enough. */
export function looksLikeIdToken(claims: JsonObject): boolean {
  if (stringOf(claims, 'token_use') === 'id' || stringOf(claims, 'typ') === 'ID') return true
  if (has(claims, 'at_hash') || has(claims, 'c_hash')) return true
  const grants = ['scope', 'scp', 'permissions', 'roles', 'realm_access', 'client_id']
  return has(claims, 'nonce') && !grants.some((name) => has(claims, name))
}
