import { memberOf, numberOf } from '../json/access.ts'
import type { JsonNode } from '../json/node.ts'
import { type Expiry, type Lifetime, stateAt } from '../lifetime/lifetime.ts'
import { isMilliseconds } from '../lifetime/read-lifetime.ts'
import type { InspectionContext } from '../read/context.ts'
import { utcText } from '../words/duration.ts'
import { defineFinding, nothing, ofClaims } from './define.ts'
import { placeOf } from './token-object.ts'

/** The state of a lifetime of which only one part is given. */
const stateOf = (part: Partial<Lifetime>, { nowSeconds, skewSeconds }: InspectionContext) => {
  const lifetime = {
    issuedAt: null,
    notBefore: null,
    expiry: { source: 'unknown' },
    ...part,
  } as const
  return stateAt(lifetime, nowSeconds, { clockSkewSeconds: skewSeconds }).state
}

const isOver = (expiry: Expiry, context: InspectionContext): boolean =>
  stateOf({ expiry }, context) === 'expired'

/** Beyond the calendar, the number itself. */
export function utc(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000)
  const rest = ((milliseconds % 1000) + 1000) % 1000
  const text = utcText((milliseconds - rest) / 1000)
  const fraction = rest > 0 ? `.${String(rest).padStart(3, '0')}` : ''
  return text?.replace(' UTC', `${fraction} UTC`) ?? `${seconds} seconds after 1970`
}

const articles: Record<Exclude<JsonNode['kind'], 'number'>, string> = {
  string: 'a string',
  boolean: 'true or false',
  null: 'null',
  array: 'an array',
  object: 'an object',
}

/** Whether the token can be accepted now, and whether its times are numbers of seconds. */
export const times = [
  defineFinding({
    id: 'expired',
    severity: 'error',
    why: 'Services reject an expired token.',
    reference: 'RFC 7519 §4.1.4',
    // By the claim, or else by the response.
    reading: ({ claims, lifetime: { expiry }, context }) => {
      const answered = context.answerExpiresAtSeconds
      const claimed =
        numberOf(claims?.object ?? null, 'exp') ??
        (expiry.source === 'jwt' ? expiry.atSeconds : null)
      if (claimed !== null && isOver({ source: 'jwt', atSeconds: claimed }, context))
        return [{ text: `Expired at ${utc(claimed)}`, place: claims && placeOf(claims, 'exp') }]
      return typeof answered === 'number' &&
        isOver({ source: 'answer', atSeconds: answered }, context)
        ? [{ text: `Expired at ${utc(answered)} by the response` }]
        : nothing
    },
  }),
  defineFinding({
    id: 'not-yet-valid',
    severity: 'error',
    why: 'Services reject a token before this time.',
    reference: 'RFC 7519 §4.1.5',
    reading: ({ claims, lifetime, context }) => {
      const from = claims ? numberOf(claims.object, 'nbf') : (lifetime.notBefore?.seconds ?? null)
      if (from === null) return nothing
      const notBefore = { seconds: from, source: 'jwt' } as const
      if (stateOf({ notBefore }, context) !== 'not-yet') return nothing
      const text = `Not active before ${utc(from)}`
      return [{ text, place: claims && placeOf(claims, 'nbf') }]
    },
  }),
  defineFinding({
    id: 'numericdate-type',
    severity: 'error',
    why: 'A time must be a JSON number of seconds. Services reject or ignore anything else.',
    reference: 'RFC 7519 §2',
    reading: ofClaims((claims) =>
      ['exp', 'nbf', 'iat'].flatMap((name) => {
        const node = memberOf(claims.object, name)
        if (!node || numberOf(claims.object, name) !== null) return nothing
        const what =
          node.kind === 'number'
            ? 'a number too large for any clock'
            : `${articles[node.kind]}, not a number`
        return [{ text: `${name} is ${what}`, place: placeOf(claims, name) }]
      }),
    ),
  }),
  defineFinding({
    id: 'milliseconds',
    severity: 'error',
    why: 'Read as seconds, this time is tens of thousands of years away.',
    reference: 'RFC 7519 §2',
    reading: ofClaims((claims) =>
      ['exp', 'nbf', 'iat', 'auth_time', 'updated_at'].flatMap((name) => {
        const seconds = numberOf(claims.object, name)
        if (seconds === null || !isMilliseconds(seconds)) return nothing
        const text = `${name} has 13 digits: milliseconds instead of seconds`
        return [{ text, place: placeOf(claims, name) }]
      }),
    ),
  }),
  defineFinding({
    id: 'lifetime-negative',
    severity: 'error',
    why: 'The token can never be accepted.',
    reference: '',
    reading: ofClaims((claims) => {
      const end = numberOf(claims.object, 'exp')
      if (end === null) return nothing
      const starts = ['nbf', 'iat'].map((name) => ({ name, at: numberOf(claims.object, name) }))
      const late = starts.find(({ at }) => at !== null && at >= end)
      if (!late) return nothing
      const text = `exp (${utc(end)}) is not after ${late.name} (${utc(late.at ?? end)})`
      return [{ text, place: placeOf(claims, 'exp') }]
    }),
  }),
]
