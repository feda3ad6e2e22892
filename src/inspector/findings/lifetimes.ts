import type { Place } from '../encoding/place.ts'
import { hasMember, numberOf } from '../json/access.ts'
import { noticeableSkew, noticeableSkewSeconds } from '../lifetime/lifetime.ts'
import { isMilliseconds } from '../lifetime/read-lifetime.ts'
import { durationText } from '../words/duration.ts'
import { defineFinding, nothing, ofClaims } from './define.ts'
import { isOrdinary, type JudgedToken } from './judged-token.ts'
import { utc } from './times.ts'
import { placeOf } from './token-object.ts'

/** A day, which is what services grant at most, plus a minute for clocks and transfer. */
const longestSeconds = 24 * 3600 + 60
const shortestSeconds = 60

/** Smaller differences come from clocks and transfer. */
const disagreementSeconds = 30

/** Length of its life, from `iat` or its arrival; null if start or end is unknown. */
function secondsAlive({ claims, context }: JudgedToken): number | null {
  const end = numberOf(claims?.object ?? null, 'exp')
  if (end !== null && isMilliseconds(end)) return null
  const issued = numberOf(claims?.object ?? null, 'iat')
  if (end !== null && issued !== null) return end - issued
  // `exp` is by the service's clock, the arrival by ours.
  const ownEnd = end === null ? null : end - (context.skewSeconds ?? 0)
  const answered = context.answerExpiresAtSeconds
  const until = typeof answered === 'number' ? answered : ownEnd
  if (until === null || context.arrivedAtSeconds === undefined) return null
  return until - context.arrivedAtSeconds
}

const expiryPlace = ({ claims }: JudgedToken): Place | null =>
  claims && hasMember(claims.object, 'exp') ? placeOf(claims, 'exp') : null

/** When a token was issued, and how long it lives. */
export const lifetimes = [
  defineFinding({
    id: 'issued-in-future',
    severity: 'warning',
    why: 'One of the two clocks is wrong. Services may reject the token.',
    reference: 'RFC 7519 §4.1.6',
    // Small clock differences are ignored, so that new tokens raise no finding.
    reading: ofClaims((claims, { context: { nowSeconds, skewSeconds } }) => {
      const issued = numberOf(claims.object, 'iat')
      if (issued === null || isMilliseconds(issued)) return nothing
      if (issued <= nowSeconds + noticeableSkew(skewSeconds) + noticeableSkewSeconds) return nothing
      const text = `Issued at ${utc(issued)}, which is in the future (iat)`
      return [{ text, place: placeOf(claims, 'iat') }]
    }),
  }),
  defineFinding({
    id: 'no-expiry',
    severity: 'warning',
    why: 'If stolen, a token without expiry can be used indefinitely.',
    reference: 'RFC 9068 §2.2',
    reading: ofClaims((claims, { profile, context: { answerExpiresAtSeconds: answered } }) => {
      if (!['access', 'id', 'unknown'].includes(profile)) return nothing
      if (hasMember(claims.object, 'exp') || typeof answered === 'number') return nothing
      const text =
        answered === 'never'
          ? 'No expiry (exp), and the response says that the token never expires'
          : 'No expiry (exp)'
      return [{ text, place: placeOf(claims) }]
    }),
  }),
  defineFinding({
    id: 'long-lived',
    severity: 'warning',
    why: 'A stolen token stays usable longer. One hour is common.',
    reference: 'RFC 6750 §5.3',
    reading: (token) => {
      if (token.context.slot !== 'access' && token.profile !== 'access') return nothing
      const seconds = secondsAlive(token)
      if (seconds === null || seconds <= longestSeconds) return nothing
      return [{ text: `Lifetime of ${durationText(seconds)}`, place: expiryPlace(token) }]
    },
  }),
  defineFinding({
    id: 'short-lived',
    severity: 'note',
    why: 'Such a token can expire before a slow request arrives, or when clocks differ slightly.',
    reference: '',
    reading: (token) => {
      const seconds = isOrdinary(token) ? secondsAlive(token) : null
      if (seconds === null || seconds <= 0 || seconds >= shortestSeconds) return nothing
      return [{ text: `Lifetime of only ${Math.round(seconds)} s`, place: expiryPlace(token) }]
    },
  }),
  defineFinding({
    id: 'expiry-disagrees',
    severity: 'warning',
    why: 'A client that relies on one of the two refreshes too early or too late.',
    reference: '',
    reading: ofClaims(
      (claims, { context: { answerExpiresAtSeconds: answered, skewSeconds = 0 } }) => {
        const claimed = numberOf(claims.object, 'exp')
        if (claimed === null || typeof answered !== 'number') return nothing
        if (Math.abs(claimed - skewSeconds - answered) <= disagreementSeconds) return nothing
        const text = `Expiry is ${utc(answered)} by the response, ${utc(claimed)} by exp`
        return [{ text, place: placeOf(claims, 'exp') }]
      },
    ),
  }),
]
