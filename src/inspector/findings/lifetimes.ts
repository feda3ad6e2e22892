import { durationText } from '../words/duration.ts'
import { numberOf } from '../json/access.ts'
import type { Finding } from '../read/finding.ts'
import { claimsOf, isOrdinary, profileOf } from './kinds.ts'
import { has, placeOf } from './look.ts'
import { nothing, raise } from './raise.ts'
import type { Case } from './rule.ts'
import { utc } from './times.ts'
import { isMilliseconds } from '../lifetime/read-lifetime.ts'

export function lifetimeNegative(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const end = numberOf(claims?.object ?? null, 'exp')
  if (!claims || end === null) return nothing
  const later = ['nbf', 'iat'].find((name) => (numberOf(claims.object, name) ?? -Infinity) >= end)
  if (later === undefined) return nothing
  const text = `exp (${utc(end)}) is not after ${later} (${utc(numberOf(claims.object, later) ?? end)}).`
  return [raise('lifetime-negative', text, placeOf(claims, 'exp'))]
}

/** A token without a slot counts as well, unless its type has rules of its own. */
export function noExpiry(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  if (!claims || !['access', 'id', 'unknown'].includes(profileOf(judged))) return nothing
  const { answerExpiresAtSeconds } = judged.context
  if (has(claims.object, 'exp') || typeof answerExpiresAtSeconds === 'number') return nothing
  const said = answerExpiresAtSeconds === 'never' ? 'and the answer says that it never ends' : ''
  const text = `It has no exp${said === '' ? '' : `, ${said}`}.`
  return [raise('no-expiry', text, placeOf(claims))]
}

/** A day is what services grant at most; the minute is for the time between clock and answer. */
const longestSeconds = 24 * 3600 + 60
const shortestSeconds = 60

export function longLived(judged: Case): readonly Finding[] {
  if (judged.context.slot !== 'access' && profileOf(judged) !== 'access') return nothing
  const seconds = secondsAlive(judged)
  if (seconds === null || seconds <= longestSeconds) return nothing
  return [raise('long-lived', `It lives for ${durationText(seconds)}.`, expiryPlace(judged))]
}

export function shortLived(judged: Case): readonly Finding[] {
  if (!isOrdinary(profileOf(judged))) return nothing
  const seconds = secondsAlive(judged)
  if (seconds === null || seconds <= 0 || seconds >= shortestSeconds) return nothing
  const text = `It lives for ${Math.round(seconds)} s.`
  return [raise('short-lived', text, expiryPlace(judged))]
}

/** From `iat`, or from its arrival; null where the start or the end is not known. */
function secondsAlive(judged: Case): number | null {
  const { context } = judged
  const claims = claimsOf(judged)
  const end = numberOf(claims?.object ?? null, 'exp')
  if (end !== null && isMilliseconds(end)) return null
  const issued = numberOf(claims?.object ?? null, 'iat')
  if (end !== null && issued !== null) return end - issued
  // `exp` is a time of the service's clock, the arrival one of ours.
  const ownEnd = end === null ? null : end - (context.skewSeconds ?? 0)
  const said = context.answerExpiresAtSeconds
  const until = typeof said === 'number' ? said : ownEnd
  if (until === null || context.arrivedAtSeconds === undefined) return null
  return until - context.arrivedAtSeconds
}

const expiryPlace = (judged: Case) => {
  const claims = claimsOf(judged)
  return claims && has(claims.object, 'exp') ? placeOf(claims, 'exp') : null
}

/** Below this, two clocks and the way between them explain it. */
const disagreementSeconds = 30

export function expiryDisagrees(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged)
  const own = numberOf(claims?.object ?? null, 'exp')
  const said = judged.context.answerExpiresAtSeconds
  if (!claims || own === null || typeof said !== 'number') return nothing
  const apart = Math.abs(own - (judged.context.skewSeconds ?? 0) - said)
  if (apart <= disagreementSeconds) return nothing
  const text = `The answer says that it ends at ${utc(said)}, exp says ${utc(own)}.`
  return [raise('expiry-disagrees', text, placeOf(claims, 'exp'))]
}
