import { byOurClock, type LifetimeState, stateAt } from '../../inspector/index.ts'
import type { TokenSummary } from '../../shared/token.ts'

export type TokenState = LifetimeState['state']

/** A token of a provider, or an inspection of a pasted one, whose service's clock is unknown. */
type Timed = Pick<TokenSummary, 'lifetime' | 'clockSkewSeconds'>

/** A token's life by our clock, epoch milliseconds. `never`: the service says that it has no end. */
export interface TokenLife extends Timed {
  /** null where nothing says when it began. */
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
