import { memberOf, numberOf } from '../json/access.ts'
import {
  type Expiry,
  type Lifetime,
  noticeableSkew,
  noticeableSkewSeconds,
  stateAt,
} from '../lifetime/lifetime.ts'
import type { Finding } from '../read/finding.ts'
import { isMilliseconds } from '../lifetime/read-lifetime.ts'
import { utcText } from '../words/duration.ts'
import { claimsOf } from './kinds.ts'
import { placeOf } from './look.ts'
import { nothing, raise } from './raise.ts'
import type { Case } from './rule.ts'

/** The state of a lifetime of which only this part is known. */
const stateOf = (part: Partial<Lifetime>, { context }: Case) => {
  const none: Lifetime = { issuedAt: null, notBefore: null, expiry: { source: 'unknown' } }
  const clock = { clockSkewSeconds: context.skewSeconds }
  return stateAt({ ...none, ...part }, context.nowSeconds, clock).state
}

const isOver = (expiry: Expiry, judged: Case): boolean => stateOf({ expiry }, judged) === 'expired'

/** Beyond the calendar, the number itself. */
export const utc = (seconds: number): string => utcText(seconds) ?? `${seconds} seconds after 1970`

/** The claim's own time, or what the answer said: whichever has passed. */
export function expired(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const { expiry } = judged.lifetime
  const own = numberOf(claims?.object ?? null, 'exp')
  const fromToken = own ?? (expiry.source === 'jwt' ? expiry.atSeconds : null)
  if (fromToken !== null && isOver({ source: 'jwt', atSeconds: fromToken }, judged)) {
    const place = claims ? placeOf(claims, 'exp') : null
    return [raise('expired', `It expired at ${utc(fromToken)}.`, place)]
  }
  const said = judged.context.answerExpiresAtSeconds
  if (typeof said !== 'number' || !isOver({ source: 'answer', atSeconds: said }, judged)) {
    return nothing
  }
  return [raise('expired', `By the service’s answer, it expired at ${utc(said)}.`)]
}

export function notYetValid(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const from = claims
    ? numberOf(claims.object, 'nbf')
    : (judged.lifetime.notBefore?.seconds ?? null)
  if (from === null) return nothing
  if (stateOf({ notBefore: { seconds: from, source: 'jwt' } }, judged) !== 'not-yet') return nothing
  const place = claims ? placeOf(claims, 'nbf') : null
  return [raise('not-yet-valid', `It is not valid before ${utc(from)}.`, place)]
}

/** Clocks that differ by less than is noticeable are taken as equal: fresh tokens stay quiet. */
export function issuedInFuture(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const issued = numberOf(claims?.object ?? null, 'iat')
  if (!claims || issued === null || isMilliseconds(issued)) return nothing
  const { nowSeconds, skewSeconds } = judged.context
  if (issued <= nowSeconds + noticeableSkew(skewSeconds) + noticeableSkewSeconds) return nothing
  const text = `It says that it was issued at ${utc(issued)}, which is still to come.`
  return [raise('issued-in-future', text, placeOf(claims, 'iat'))]
}

/** RFC 7519 2: a NumericDate is a JSON number. Beyond what a double holds, it is none. */
export function numericDateType(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims) return nothing
  return ['exp', 'nbf', 'iat'].flatMap((name) => {
    const node = memberOf(claims.object, name)
    if (!node || numberOf(claims.object, name) !== null) return nothing
    const what = node.kind === 'number' ? 'a number too large for any clock' : articles[node.kind]
    return [raise('numericdate-type', `${name} is ${what}.`, placeOf(claims, name))]
  })
}

const articles = {
  string: 'a string, not a number',
  boolean: 'true or false, not a number',
  null: 'null, not a number',
  array: 'an array, not a number',
  object: 'an object, not a number',
}

export function milliseconds(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims) return nothing
  return ['exp', 'nbf', 'iat', 'auth_time', 'updated_at'].flatMap((name) => {
    const read = numberOf(claims.object, name)
    if (read === null || !isMilliseconds(read)) return nothing
    const text = `${name} has 13 digits: milliseconds, where seconds belong.`
    return [raise('milliseconds', text, placeOf(claims, name))]
  })
}
