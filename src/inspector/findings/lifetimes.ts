import type { Place } from '../encoding/place.ts'
import { hasMember, numberOf } from '../json/access.ts'
import { noticeableSkew, noticeableSkewSeconds } from '../lifetime/lifetime.ts'
import { isMilliseconds } from '../lifetime/read-lifetime.ts'
import { durationText } from '../words/duration.ts'
import { defineFinding, nothing, ofClaims } from './define.ts'
import { isOrdinary, type JudgedToken } from './judged-token.ts'
import { utc } from './times.ts'
import { placeOf } from './token-object.ts'

/** Services grant a day at most; the minute is for the time between their clock and the response. */
const longestSeconds = 24 * 3600 + 60
const shortestSeconds = 60

/** Below this, two clocks and the way between them explain it. */
const disagreementSeconds = 30

/** From `iat`, or from its arrival; null if the start or the end is not known. */
function secondsAlive({ claims, context }: JudgedToken): number | null {
  const end = numberOf(claims?.object ?? null, 'exp')
  if (end !== null && isMilliseconds(end)) return null
  const issued = numberOf(claims?.object ?? null, 'iat')
  if (end !== null && issued !== null) return end - issued
  // `exp` is a time of the service's clock, the arrival one of ours.
  const ownEnd = end === null ? null : end - (context.skewSeconds ?? 0)
  const answered = context.answerExpiresAtSeconds
  const until = typeof answered === 'number' ? answered : ownEnd
  if (until === null || context.arrivedAtSeconds === undefined) return null
  return until - context.arrivedAtSeconds
}

const expiryPlace = ({ claims }: JudgedToken): Place | null =>
  claims && hasMember(claims.object, 'exp') ? placeOf(claims, 'exp') : null

/** How long a token counts, and from when. */
export const lifetimes = [
  defineFinding({
    id: 'issued-in-future',
    severity: 'warning',
    why: 'One of the two clocks is wrong; services may refuse it.',
    reference: 'RFC 7519 4.1.6',
    // Clocks that differ by less than is noticeable are taken as equal: fresh tokens stay quiet.
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
