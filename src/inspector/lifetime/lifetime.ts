/** Where an expiry is known from: the answer first, then the JWT; unknown is not "never". */
export type Expiry =
  | { source: 'answer' | 'jwt'; atSeconds: number }
  | { source: 'answer'; atSeconds: 'never' }
  | { source: 'unknown' }

/** From when to when a token counts. All times are epoch seconds, fractions kept. */
export interface Lifetime {
  issuedAt: Moment | null
  notBefore: Moment | null
  expiry: Expiry
}

/** `jwt`: a claim, by the service's clock. `arrival`: when it arrived, by ours. */
export interface Moment {
  seconds: number
  source: 'jwt' | 'arrival'
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
  lifetime: Pick<Lifetime, 'expiry' | 'notBefore'>,
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

/** Clocks that differ by less than this are taken as equal: a `Date` header is a second coarse. */
export const noticeableSkewSeconds = 30

/** Now by the service's clock, epoch seconds. */
export function serviceNow(nowSeconds: number, clockSkewSeconds: number | undefined): number {
  const differs =
    clockSkewSeconds !== undefined && Math.abs(clockSkewSeconds) > noticeableSkewSeconds
  return differs ? nowSeconds + clockSkewSeconds : nowSeconds
}
