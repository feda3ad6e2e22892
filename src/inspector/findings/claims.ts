import { memberOf, objectOf, stringOf } from '../json/access.ts'
import type { Finding, FindingId } from '../read/finding.ts'
import type { JsonNode } from '../json/node.ts'
import { claimsOf, isJwt, isOrdinary, looksLikeIdToken, profileOf, typeOf } from './kinds.ts'
import { has, placeOf, textsOf } from './look.ts'
import { nothing, quote, raise } from './raise.ts'
import type { Case } from './rule.ts'

/** JWTs are compact; a JWS that is none may be JSON. */
export const jsonSerializedJwt = (judged: Case): readonly Finding[] => {
  const { reading } = judged
  if (reading.kind !== 'jws' && reading.kind !== 'jwe') return nothing
  if (reading.serialization === 'compact') return nothing
  const type = typeOf(reading) ?? ''
  const encryptedJwt = reading.kind === 'jwe' && (type === 'jwt' || type.endsWith('+jwt'))
  if (!encryptedJwt && !isJwt(judged)) return nothing
  return [raise('json-serialized-jwt', `It is a JWT in ${reading.serialization} JSON form.`)]
}

export function claimType(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims) return nothing
  const wrong = (name: string, wanted: string, ok: (node: JsonNode) => boolean) => {
    const node = memberOf(claims.object, name)
    if (!node || ok(node)) return nothing
    return [raise('claim-type', `${name} is not ${wanted}.`, placeOf(claims, name))]
  }
  return [
    ...['iss', 'sub', 'jti'].flatMap((name) =>
      wrong(name, 'a string', (node) => node.kind === 'string'),
    ),
    ...wrong('aud', 'a string or an array of strings', (node) => textsOf(node) !== null),
  ]
}

/** What these kinds of token must have is an error of its own, said once. */
const isRequired = (judged: Case): boolean =>
  judged.context.slot === 'id' || typeOf(judged.reading) === 'at+jwt'

/** Not where the service's tokens lack the claim by nature. */
const missing =
  (id: FindingId, name: string, said: string) =>
  (judged: Case): readonly Finding[] => {
    const claims = claimsOf(judged)
    if (!claims || has(claims.object, name) || isRequired(judged)) return nothing
    if (!isOrdinary(profileOf(judged)) || judged.context.lacks?.includes(name)) return nothing
    return [raise(id, said, placeOf(claims))]
  }

export const audMissing = missing('aud-missing', 'aud', 'It names no audience (aud).')
export const issMissing = missing('iss-missing', 'iss', 'It names no issuer (iss).')
export const subMissing = missing('sub-missing', 'sub', 'It names no subject (sub).')

export function audWildcard(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims || !textsOf(memberOf(claims.object, 'aud'))?.includes('*')) return nothing
  return [raise('aud-wildcard', 'aud is "*".', placeOf(claims, 'aud'))]
}

/** OIDC Core 2 for ID tokens, RFC 9068 2.2 with RFC 8414 2 for at+jwt. */
export function issNotHttps(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const iss = stringOf(claims?.object ?? null, 'iss')
  if (!claims || iss === null || iss.startsWith('https://')) return nothing
  const idToken =
    judged.context.slot === 'id' ||
    (profileOf(judged) === 'unknown' && looksLikeIdToken(claims.object))
  if (!idToken && typeOf(judged.reading) !== 'at+jwt') return nothing
  const said = `iss is ${quote(iss)}, no https address.`
  return [raise('iss-not-https', said, placeOf(claims, 'iss'))]
}

const keyBindings = { jkt: 'a DPoP key', 'x5t#S256': 'a client certificate' } as const

/** RFC 9449 6.1 and RFC 8705 3.1. */
export function senderConstrained(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const confirmation = objectOf(claims?.object ?? null, 'cnf')
  if (!claims || !confirmation) return nothing
  return Object.entries(keyBindings)
    .filter(([name]) => has(confirmation, name))
    .map(([name, key]) =>
      raise('sender-constrained', `cnf.${name} binds it to ${key}.`, placeOf(claims, 'cnf')),
    )
}

export function bearerUnbound(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims || profileOf(judged) !== 'access' || has(claims.object, 'cnf')) return nothing
  if (judged.context.lacks?.includes('cnf')) return nothing
  return [raise('bearer-unbound', 'It is a plain bearer token, without cnf.', placeOf(claims))]
}
