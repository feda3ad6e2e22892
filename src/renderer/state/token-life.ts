import { serviceNow } from '../../shared/next-step.ts'
import type { Lifetime } from '../../shared/jwt/lifetime.ts'
import type { TokenSummary } from '../../shared/token.ts'

/** `soon`: so near its end that the next step is a new one. */
export type TokenState = 'valid' | 'soon' | 'expired' | 'not-yet' | 'unknown'

/** A token's life by our clock, epoch milliseconds. `never`: the service says that it has no end. */
export interface TokenLife {
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
  const aheadMs = serviceNow(0, token.clockSkewSeconds) * 1000
  const { expiry } = token
  return {
    startsAtMs: token.startsAtSeconds * 1000,
    notBeforeMs:
      token.notBeforeSeconds === undefined ? null : token.notBeforeSeconds * 1000 - aheadMs,
    endsAtMs: endOf(expiry, expiry.source === 'jwt' ? aheadMs : 0),
  }
}

/** The same of a pasted token, whose service's clock nobody knows. */
export const lifeFrom = ({ issuedAt, notBefore, expiry }: Lifetime): TokenLife => ({
  startsAtMs: issuedAt && issuedAt.seconds * 1000,
  notBeforeMs: notBefore && notBefore.seconds * 1000,
  endsAtMs: endOf(expiry, 0),
})

function endOf(expiry: TokenSummary['expiry'], aheadMs: number): TokenLife['endsAtMs'] {
  if (expiry.source === 'unknown') return null
  return expiry.atSeconds === 'never' ? 'never' : expiry.atSeconds * 1000 - aheadMs
}

/** Five minutes, or the last tenth of a shorter life. */
const soonMs = 5 * 60_000

/** `exp` means: not accepted on or after (RFC 7519 4.1.4). */
export function stateAt(life: TokenLife, nowMs: number, skewSeconds: number): TokenState {
  if (typeof life.endsAtMs === 'number' && life.endsAtMs <= nowMs) return 'expired'
  if (life.notBeforeMs !== null && life.notBeforeMs > nowMs) return 'not-yet'
  if (life.endsAtMs === null) return 'unknown'
  if (life.endsAtMs === 'never') return 'valid'
  const shorter =
    life.startsAtMs === null ? soonMs : Math.min(soonMs, (life.endsAtMs - life.startsAtMs) / 10)
  return life.endsAtMs - nowMs <= Math.max(skewSeconds * 1000, shorter) ? 'soon' : 'valid'
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
