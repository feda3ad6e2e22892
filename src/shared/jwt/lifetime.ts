import { noticeableSkewSeconds, serviceNow } from '../next-step.ts'
import type { Expiry } from '../token.ts'
import type { InspectionContext } from './context.ts'
import { numberOf } from './json/access.ts'
import type { JsonObject } from './json/node.ts'

/** From when to when a token counts. All times are epoch seconds, fractions kept. */
export interface Lifetime {
  issuedAt: Moment | null
  notBefore: Moment | null
  expiry: Expiry
}

/** `jwt`: a claim, by the service's clock. `arrival`: when it arrived, by ours. */
interface Moment {
  seconds: number
  source: 'jwt' | 'arrival'
}

/** The answer's word comes before `exp`; without either the end is unknown, never "never". */
export function lifetimeOf(claims: JsonObject | null, context: InspectionContext): Lifetime {
  const { arrivedAtSeconds } = context
  const arrival =
    arrivedAtSeconds === undefined
      ? null
      : ({ seconds: arrivedAtSeconds, source: 'arrival' } as const)
  return {
    issuedAt: momentOf(claims, 'iat') ?? arrival,
    notBefore: momentOf(claims, 'nbf'),
    expiry: expiryOf(claims, context),
  }
}

function expiryOf(claims: JsonObject | null, context: InspectionContext): Expiry {
  const answer = context.answerExpiresAtSeconds
  if (answer !== undefined) return { source: 'answer', atSeconds: answer }
  const claimed = numberOf(claims, 'exp')
  return claimed === null ? { source: 'unknown' } : { source: 'jwt', atSeconds: claimed }
}

function momentOf(claims: JsonObject | null, name: string): Moment | null {
  const seconds = numberOf(claims, name)
  return seconds === null ? null : { seconds, source: 'jwt' }
}

/** `seconds` count from now; they are positive. */
export type LifetimeState =
  | { state: 'not-yet-valid'; seconds: number }
  | { state: 'valid'; seconds: number }
  | { state: 'never-ends' }
  | { state: 'unknown' }
  /** `seconds` since it ended; 0 in the very second of `exp`, which refuses on or after. */
  | { state: 'expired'; seconds: number }

/**
 * What a token is worth now (RFC 7519 4.1.4, 4.1.5).
 *
 * @param skewSeconds service clock minus ours; counted as `serviceNow` does
 */
export function stateAt(
  lifetime: Lifetime,
  nowSeconds: number,
  skewSeconds?: number,
): LifetimeState {
  const theirNow = serviceNow(nowSeconds, skewSeconds)
  const { expiry, notBefore } = lifetime
  const ends = expiry.source === 'unknown' ? null : expiry.atSeconds
  // An end from the answer was counted from its arrival, so our own clock measures it.
  const now = expiry.source === 'jwt' ? theirNow : nowSeconds
  if (typeof ends === 'number' && now >= ends) return { state: 'expired', seconds: now - ends }
  if (notBefore !== null && !hasBegun(notBefore.seconds, nowSeconds, skewSeconds)) {
    return { state: 'not-yet-valid', seconds: notBefore.seconds - theirNow }
  }
  if (ends === null) return { state: 'unknown' }
  return ends === 'never' ? { state: 'never-ends' } : { state: 'valid', seconds: ends - now }
}

/**
 * Whether `nbf` has come. RFC 7519 4.1.5 allows some leeway: where the service's clock is known, a
 * difference too small to count must not keep a token waiting that was issued just now.
 *
 * @param skewSeconds service clock minus ours; counted as `serviceNow` does
 */
export function hasBegun(notBefore: number, nowSeconds: number, skewSeconds?: number): boolean {
  const leeway = skewSeconds === undefined ? 0 : noticeableSkewSeconds
  return serviceNow(nowSeconds, skewSeconds) + leeway >= notBefore
}
