import type { Finding } from '../read/finding.ts'
import { objectOf } from '../json/access.ts'
import { claimsOf, headersOf, logoutEvent, looksLikeIdToken, profileOf, typeOf } from './kinds.ts'
import { has, placeOf, type Source } from './look.ts'
import { list, nothing, raise } from './raise.ts'
import type { Case } from './rule.ts'

/** Those of the names that an object does not hold. */
const lacking = ({ object }: Source, names: readonly string[]): readonly string[] =>
  names.filter((name) => !has(object, name))

export function atJwtIncomplete(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims || typeOf(judged.reading) !== 'at+jwt') return nothing
  const names = lacking(claims, ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'])
  if (names.length === 0) return nothing
  return [raise('at-jwt-incomplete', `It lacks ${list(names)}.`, placeOf(claims))]
}

export function idTokenIncomplete(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims || judged.context.slot !== 'id') return nothing
  const names = lacking(claims, ['iss', 'sub', 'aud', 'exp', 'iat'])
  if (names.length === 0) return nothing
  return [raise('id-token-incomplete', `It lacks ${list(names)}.`, placeOf(claims))]
}

export function nonceMissing(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims || judged.context.slot !== 'id' || has(claims.object, 'nonce')) return nothing
  if (judged.context.lacks?.includes('nonce')) return nothing
  return [raise('nonce-missing', 'It has no nonce.', placeOf(claims))]
}

export function idTokenAsAccess(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims || judged.context.slot !== 'access' || typeOf(judged.reading) === 'at+jwt')
    return nothing
  if (!looksLikeIdToken(claims.object)) return nothing
  const said = 'It came as an access token, but has the claims of an ID token.'
  return [raise('id-token-as-access', said, placeOf(claims))]
}

/** RFC 9449 4.2; the key is in the header. */
export function dpopIncomplete(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const [header] = headersOf(judged.reading)
  if (!claims || !header || profileOf(judged) !== 'dpop') return nothing
  const names = [...lacking(header, ['jwk']), ...lacking(claims, ['htm', 'htu', 'iat', 'jti'])]
  if (names.length === 0) return nothing
  return [raise('dpop-incomplete', `The DPoP proof lacks ${list(names)}.`, placeOf(claims))]
}

export function logoutInvalid(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims || profileOf(judged) !== 'logout') return nothing
  const found: Finding[] = []
  if (has(claims.object, 'nonce')) {
    const said = 'The logout token has a nonce, which is forbidden.'
    found.push(raise('logout-invalid', said, placeOf(claims, 'nonce')))
  }
  if (lacking(claims, ['sub', 'sid']).length === 2) {
    const said = 'The logout token has neither sub nor sid.'
    found.push(raise('logout-invalid', said, placeOf(claims)))
  }
  if (!has(objectOf(claims.object, 'events'), logoutEvent)) {
    const said = 'The logout token has no logout event in events.'
    found.push(raise('logout-invalid', said, placeOf(claims, 'events')))
  }
  return found
}

export function setWithoutEvents(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims || profileOf(judged) !== 'security-event') return nothing
  if (has(claims.object, 'events')) return nothing
  const said = 'The security event token has no events.'
  return [raise('set-without-events', said, placeOf(claims))]
}
