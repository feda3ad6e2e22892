import { byOurClock, type LifetimeState, stateAt } from '../../inspector/index.ts'
import type { TokenSummary } from '../../shared/token.ts'

export type TokenState = LifetimeState['state']

/** A provider's token, or the inspection of a pasted one, whose service's clock is not known. */
type Timed = Pick<TokenSummary, 'lifetime' | 'clockSkewSeconds'>

/** A token's lifetime by our clock, in epoch milliseconds. */
export interface TokenLife extends Timed {
  /** `iat`, else the arrival. */
  startsAtMs: number | null
  notBeforeMs: number | null
  endsAtMs: number | 'never' | null
}

export function lifeOf(token: Timed): TokenLife {
  const { lifetime, clockSkewSeconds } = token
  const { startsAt, notBefore, endsAt } = byOurClock(lifetime, clockSkewSeconds)
  return {
    lifetime,
    ...(clockSkewSeconds !== undefined && { clockSkewSeconds }),
    startsAtMs: startsAt && startsAt * 1000,
    notBeforeMs: notBefore && notBefore * 1000,
    endsAtMs: typeof endsAt === 'number' ? endsAt * 1000 : endsAt,
  }
}

/** @param marginSeconds how long before its end a token is due for renewal */
export function lifetimeState(token: Timed, nowMs: number, marginSeconds: number): LifetimeState {
  const { lifetime, clockSkewSeconds } = token
  return stateAt(lifetime, nowMs / 1000, { clockSkewSeconds, marginSeconds })
}

/** The target of the countdown: the start of a token that is not valid yet, else its end. */
export function countsTo(life: TokenLife, state: TokenState): number | null {
  if (state === 'not-yet') return life.notBeforeMs
  return typeof life.endsAtMs === 'number' ? life.endsAtMs : null
}

/** The share of its life that is left, 0 to 1; null if it is not known. */
export function shareLeft(life: TokenLife, nowMs: number): number | null {
  if (life.endsAtMs === 'never') return 1
  if (life.endsAtMs === null || life.startsAtMs === null) return null
  const length = life.endsAtMs - life.startsAtMs
  if (length <= 0) return 0
  return Math.min(1, Math.max(0, (life.endsAtMs - nowMs) / length))
}
