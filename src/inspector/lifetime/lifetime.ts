/** An expiry and its source: the response, else the JWT. Unknown does not mean "never". */
export type Expiry =
  | { source: 'answer' | 'jwt'; atSeconds: number }
  | { source: 'answer'; atSeconds: 'never' }
  | { source: 'unknown' }

/** When a token is valid. All times are epoch seconds, with fractions. */
export interface Lifetime {
  issuedAt: Moment | null
  notBefore: Moment | null
  expiry: Expiry
}

/** `jwt`: a claim, by the service's clock. `arrival`: when the token arrived, by our clock. */
export interface Moment {
  seconds: number
  source: 'jwt' | 'arrival'
}

/** `seconds` count from now and are never negative. */
export type LifetimeState =
  | { state: 'not-yet'; seconds: number }
  | { state: 'active'; seconds: number }
  /** Near its end. `due`: within the expiry margin, so a new token is needed before a call. */
  | { state: 'soon'; seconds: number; due: boolean }
  | { state: 'never-ends' }
  | { state: 'unknown' }
  /** `seconds` since it ended; 0 at `exp` itself, when it is no longer accepted. */
  | { state: 'expired'; seconds: number }

export interface LifetimeClock {
  /** Service clock minus ours, if it is known. Up to `noticeableSkewSeconds` it counts as 0. */
  clockSkewSeconds?: number | undefined
  /** How long before its end a token is due for renewal. Without it no token is `soon`. */
  marginSeconds?: number
}

/**
 * The state of a lifetime at a point in time (RFC 7519 §4.1.4, §4.1.5). The window, the next step,
 * the findings, the checks and the command line all take it from here.
 *
 * @param nowSeconds by our clock
 */
export function stateAt(
  lifetime: Lifetime,
  nowSeconds: number,
  { clockSkewSeconds, marginSeconds }: LifetimeClock = {},
): LifetimeState {
  const own = byOurClock(lifetime, clockSkewSeconds)
  const { notBefore, endsAt } = own
  if (typeof endsAt === 'number' && nowSeconds >= endsAt) {
    return { state: 'expired', seconds: nowSeconds - endsAt }
  }
  // RFC 7519 §4.1.5 allows some leeway: a clock skew too small to correct must not keep a token
  // waiting that was issued just now.
  const leeway = clockSkewSeconds === undefined ? 0 : noticeableSkewSeconds
  if (notBefore !== null && nowSeconds + leeway < notBefore) {
    return { state: 'not-yet', seconds: notBefore - nowSeconds }
  }
  if (endsAt === null) return { state: 'unknown' }
  if (endsAt === 'never') return { state: 'never-ends' }
  const seconds = endsAt - nowSeconds
  if (marginSeconds === undefined) return { state: 'active', seconds }
  const { soon, due } = endings(own, endsAt, marginSeconds)
  return seconds <= soon
    ? { state: 'soon', seconds, due: seconds <= due }
    : { state: 'active', seconds }
}

/** What counts as near the end of a long life. */
const soonSeconds = 5 * 60

/**
 * How long before its end a token is `soon`, and how long before it is due. For short lives both
 * are a share of the life: otherwise a token issued for one minute would never be valid.
 */
function endings(
  { startsAt, notBefore }: OwnTimes,
  endsAt: number,
  marginSeconds: number,
): { soon: number; due: number } {
  const start = Math.max(startsAt ?? -Infinity, notBefore ?? -Infinity)
  const length = endsAt > start ? endsAt - start : Infinity
  const due = Math.min(marginSeconds, length / 5)
  return { soon: Math.max(due, Math.min(soonSeconds, length / 10)), due }
}

/** A lifetime by our clock, epoch seconds. */
export interface OwnTimes {
  /** `iat`, else the arrival. */
  startsAt: number | null
  notBefore: number | null
  endsAt: number | 'never' | null
}

/**
 * Moves what the token says from the service's clock to ours. An expiry from the response was
 * counted from its arrival, so it is ours already.
 */
export function byOurClock(
  { issuedAt, notBefore, expiry }: Lifetime,
  clockSkewSeconds: number | undefined,
): OwnTimes {
  const ahead = noticeableSkew(clockSkewSeconds)
  const moved = (moment: Moment | null) =>
    moment && (moment.source === 'jwt' ? moment.seconds - ahead : moment.seconds)
  const end = expiry.source === 'unknown' ? null : expiry.atSeconds
  return {
    startsAt: moved(issuedAt),
    notBefore: moved(notBefore),
    endsAt: typeof end === 'number' && expiry.source === 'jwt' ? end - ahead : end,
  }
}

/**
 * Up to this difference clocks count as equal: it may be network delay, and `Date` has no
 * fractions.
 */
export const noticeableSkewSeconds = 30

/** The clock skew if it is large enough to count, else 0. */
export const noticeableSkew = (clockSkewSeconds: number | undefined): number =>
  clockSkewSeconds !== undefined && Math.abs(clockSkewSeconds) > noticeableSkewSeconds
    ? clockSkewSeconds
    : 0
