import { type Lifetime, serviceNow, stateAt as lifetimeStateAt } from '../../inspector/index.ts'
import type { TokenSummary } from '../../shared/token.ts'

/** `soon`: so near its end that the next step is a new one. */
export type TokenState = 'valid' | 'soon' | 'expired' | 'not-yet' | 'unknown'

/** A token's life by our clock, epoch milliseconds. `never`: the service says that it has no end. */
export interface TokenLife {
  /** The same as it was said, which its state is judged by. */
  lifetime: Pick<Lifetime, 'expiry' | 'notBefore'>
  /** Service clock minus ours in seconds, where it is known. */
  clockSkewSeconds: number | undefined
  /** null where nothing says when it began. */
  startsAtMs: number | null
  notBeforeMs: number | null
  endsAtMs: number | 'never' | null
}

export const stateWords: Record<TokenState, string> = {
  valid: 'valid',
  soon: 'expires soon',
  expired: 'expired',
  'not-yet': 'not yet valid',
  unknown: 'unknown',
}

/**
 * The service's times, moved to our clock where the two noticeably differ. An expiry from the
 * answer was counted from its arrival: it is ours already.
 */
export function lifeOf(token: TokenSummary): TokenLife {
  const { startsAtSeconds, notBeforeSeconds, expiry, clockSkewSeconds } = token
  const aheadMs = serviceNow(0, clockSkewSeconds) * 1000
  const notBefore =
    notBeforeSeconds === undefined ? null : ({ seconds: notBeforeSeconds, source: 'jwt' } as const)
  return {
    lifetime: { notBefore, expiry },
    clockSkewSeconds,
    startsAtMs: startsAtSeconds * 1000,
    notBeforeMs: notBefore && notBefore.seconds * 1000 - aheadMs,
    endsAtMs: endOf(expiry, expiry.source === 'jwt' ? aheadMs : 0),
  }
}

/** The same of a pasted token, whose service's clock nobody knows. */
export function lifeFrom(lifetime: Lifetime): TokenLife {
  const { issuedAt, notBefore, expiry } = lifetime
  return {
    lifetime,
    clockSkewSeconds: undefined,
    startsAtMs: issuedAt && issuedAt.seconds * 1000,
    notBeforeMs: notBefore && notBefore.seconds * 1000,
    endsAtMs: endOf(expiry, 0),
  }
}

function endOf(expiry: TokenSummary['expiry'], aheadMs: number): TokenLife['endsAtMs'] {
  if (expiry.source === 'unknown') return null
  return expiry.atSeconds === 'never' ? 'never' : expiry.atSeconds * 1000 - aheadMs
}

/** Five minutes, or the last tenth of a shorter life. */
const soonMs = 5 * 60_000

/** What the token is worth, and whether that is soon over. */
export function stateAt(life: TokenLife, nowMs: number, skewSeconds: number): TokenState {
  const lifetime = lifetimeStateAt(life.lifetime, nowMs / 1000, life.clockSkewSeconds)
  switch (lifetime.state) {
    case 'not-yet-valid':
      return 'not-yet'
    case 'never-ends':
      return 'valid'
    case 'valid':
      return isSoon(life, lifetime.seconds * 1000, skewSeconds) ? 'soon' : 'valid'
    default:
      return lifetime.state
  }
}

function isSoon({ startsAtMs, endsAtMs }: TokenLife, leftMs: number, skewSeconds: number): boolean {
  const shorter =
    startsAtMs === null || typeof endsAtMs !== 'number'
      ? soonMs
      : Math.min(soonMs, (endsAtMs - startsAtMs) / 10)
  return leftMs <= Math.max(skewSeconds * 1000, shorter)
}

/** What the countdown runs to: the start of a token that is not valid yet, else its end. */
export function countsTo(life: TokenLife, state: TokenState): number | null {
  if (state === 'not-yet') return life.notBeforeMs
  return typeof life.endsAtMs === 'number' ? life.endsAtMs : null
}

/** Which share of its life is left, 0 to 1; null where that cannot be said. */
export function shareLeft(life: TokenLife, nowMs: number): number | null {
  if (life.endsAtMs === 'never') return 1
  if (life.endsAtMs === null || life.startsAtMs === null) return null
  const length = life.endsAtMs - life.startsAtMs
  if (length <= 0) return 0
  return Math.min(1, Math.max(0, (life.endsAtMs - nowMs) / length))
}
