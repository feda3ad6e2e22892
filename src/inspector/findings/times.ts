import { memberOf, numberOf } from '../json/access.ts'
import { noticeableSkewSeconds, serviceNow } from '../lifetime/lifetime.ts'
import type { Finding } from '../read/finding.ts'
import { utcText } from '../words/duration.ts'
import { hasBegun } from '../lifetime/lifetime.ts'
import { claimsOf } from './kinds.ts'
import { placeOf } from './look.ts'
import { nothing, raise } from './raise.ts'
import type { Case } from './rule.ts'

/** Now by the service's clock: claims are times of that clock. */
const nowThere = ({ context }: Case): number => serviceNow(context.nowSeconds, context.skewSeconds)

/** Beyond the calendar, the number itself. */
export const utc = (seconds: number): string => utcText(seconds) ?? `${seconds} seconds after 1970`

/** 13 digits before the point: a clock in milliseconds gives them from 2001 to 2286. */
export const isMilliseconds = (seconds: number): boolean => seconds >= 1e12 && seconds < 1e13

/** The claim's own time, or what the answer said: whichever has passed. */
export function expired(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const { expiry } = judged.lifetime
  const own = numberOf(claims?.object ?? null, 'exp')
  const fromToken = own ?? (expiry.source === 'jwt' ? expiry.atSeconds : null)
  if (fromToken !== null && nowThere(judged) >= fromToken) {
    const place = claims ? placeOf(claims, 'exp') : null
    return [raise('expired', `It expired at ${utc(fromToken)}.`, place)]
  }
  const said = judged.context.answerExpiresAtSeconds
  if (typeof said !== 'number' || judged.context.nowSeconds < said) return nothing
  return [raise('expired', `By the service’s answer, it expired at ${utc(said)}.`)]
}

export function notYetValid(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const from = claims
    ? numberOf(claims.object, 'nbf')
    : (judged.lifetime.notBefore?.seconds ?? null)
  const { nowSeconds, skewSeconds } = judged.context
  if (from === null || hasBegun(from, nowSeconds, skewSeconds)) return nothing
  const place = claims ? placeOf(claims, 'nbf') : null
  return [raise('not-yet-valid', `It is not valid before ${utc(from)}.`, place)]
}

/** Clocks that differ by less than is noticeable are taken as equal: fresh tokens stay quiet. */
export function issuedInFuture(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const issued = numberOf(claims?.object ?? null, 'iat')
  if (!claims || issued === null || isMilliseconds(issued)) return nothing
  if (issued <= nowThere(judged) + noticeableSkewSeconds) return nothing
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
