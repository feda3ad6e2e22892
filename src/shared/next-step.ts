import { type LifetimeState, type Slot, stateAt } from '../inspector/index.ts'
import type { TokenSummary } from './token.ts'

/** The next call: none, a new access token, or a new pair. `wait`: the token is not valid yet. */
export type NextStep = 'reuse' | 'wait' | 'refresh' | 'obtain'

/**
 * Follows the Nordigen .NET client: no access token, or one within the margin of its end, asks for
 * a refresh where a refresh token is good for longer than the margin, else for a new pair. A
 * refresh token near its end gets a new pair even while the access token lives. An unknown expiry
 * is taken as good: only the service can tell.
 *
 * An access token that is not valid yet is waited for: another one would begin later still. A
 * refresh token that is not valid yet cannot be sent, so a new pair is next once the access token
 * is due.
 *
 * @param marginSeconds how long before its end a token is due for renewal
 */
export function nextStep(
  tokens: readonly TokenSummary[],
  nowSeconds: number,
  marginSeconds: number,
  canRefresh: boolean,
): NextStep {
  const stateOf = (slot: Slot) => {
    const token = tokens.find((each) => each.slot === slot)
    if (!token) return undefined
    const { lifetime, clockSkewSeconds } = token
    return stateAt(lifetime, nowSeconds, { clockSkewSeconds, marginSeconds })
  }
  const access = stateOf('access')
  const refresh = canRefresh ? stateOf('refresh') : undefined
  if (refresh && isDue(refresh)) return 'obtain'
  if (access && !isDue(access)) return access.state === 'not-yet' ? 'wait' : 'reuse'
  return refresh && refresh.state !== 'not-yet' ? 'refresh' : 'obtain'
}

const isDue = (token: LifetimeState): boolean =>
  token.state === 'expired' || (token.state === 'soon' && token.due)
