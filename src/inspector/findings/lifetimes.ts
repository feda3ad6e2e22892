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
    why: 'One of the two clocks is wrong; services may refuse it.',
    reference: 'RFC 7519 4.1.6',
    // Small clock differences are ignored, so that new tokens raise no finding.
    reading: ofClaims((claims, { context: { nowSeconds, skewSeconds } }) => {
      const issued = numberOf(claims.object, 'iat')
      if (issued === null || isMilliseconds(issued)) return nothing
      if (issued <= nowSeconds + noticeableSkew(skewSeconds) + noticeableSkewSeconds) return nothing
      const text = `It says that it was issued at ${utc(issued)}, which is still to come.`
      return [{ text, place: placeOf(claims, 'iat') }]
    }),
  }),
  defineFinding({
    id: 'no-expiry',
    severity: 'warning',
    why: 'A token that never ends stays good for whoever finds it.',
    reference: 'RFC 9068 2.2',
    reading: ofClaims((claims, { profile, context: { answerExpiresAtSeconds: answered } }) => {
      if (!['access', 'id', 'unknown'].includes(profile)) return nothing
      if (hasMember(claims.object, 'exp') || typeof answered === 'number') return nothing
      const text =
        answered === 'never'
          ? 'It has no exp, and the answer says that it never ends.'
          : 'It has no exp.'
      return [{ text, place: placeOf(claims) }]
    }),
  }),
  defineFinding({
    id: 'long-lived',
    severity: 'warning',
    why: 'The longer an access token lives, the longer a stolen one is of use; an hour is usual.',
    reference: 'RFC 6750 5.3',
    reading: (token) => {
      if (token.context.slot !== 'access' && token.profile !== 'access') return nothing
      const seconds = secondsAlive(token)
      if (seconds === null || seconds <= longestSeconds) return nothing
      return [{ text: `It lives for ${durationText(seconds)}.`, place: expiryPlace(token) }]
    },
  }),
  defineFinding({
    id: 'short-lived',
    severity: 'note',
    why: 'It may end before a slow request arrives or where clocks differ a little.',
    reference: '',
    reading: (token) => {
      const seconds = isOrdinary(token) ? secondsAlive(token) : null
      if (seconds === null || seconds <= 0 || seconds >= shortestSeconds) return nothing
      return [{ text: `It lives for ${Math.round(seconds)} s.`, place: expiryPlace(token) }]
    },
  }),
  defineFinding({
    id: 'expiry-disagrees',
    severity: 'warning',
    why: 'A client that trusts one of the two asks for a new token too early or too late.',
    reference: '',
    reading: ofClaims(
      (claims, { context: { answerExpiresAtSeconds: answered, skewSeconds = 0 } }) => {
        const claimed = numberOf(claims.object, 'exp')
        if (claimed === null || typeof answered !== 'number') return nothing
        if (Math.abs(claimed - skewSeconds - answered) <= disagreementSeconds) return nothing
        const text = `The answer says that it ends at ${utc(answered)}, exp says ${utc(claimed)}.`
        return [{ text, place: placeOf(claims, 'exp') }]
      },
    ),
  }),
]
