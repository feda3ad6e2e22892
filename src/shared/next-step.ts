import { type Expiry, serviceNow } from '../inspector/index.ts'
import type { TokenSummary } from './token.ts'

/** What the next call should be: nothing, a new access token, or a new pair. */
export type NextStep = 'reuse' | 'refresh' | 'obtain'

/**
 * Follows the Nordigen .NET client: no access token, or one within the skew of its end, asks for a
 * refresh where a refresh token is good for longer than the skew, else for a new pair. A refresh
 * token near its end gets a new pair even while the access token lives. An unknown expiry is taken
 * as good: only the service can tell.
 */
export function nextStep(
  tokens: readonly TokenSummary[],
  nowSeconds: number,
  skewSeconds: number,
  canRefresh: boolean,
): NextStep {
  const access = tokens.find((token) => token.slot === 'access')
  const refresh = canRefresh ? tokens.find((token) => token.slot === 'refresh') : undefined
  const good = (token: TokenSummary | undefined) =>
    token !== undefined &&
    !endsWithin(token.expiry, nowSeconds, skewSeconds, token.clockSkewSeconds)
  if (refresh && !good(refresh)) return 'obtain'
  if (good(access)) return 'reuse'
  return refresh ? 'refresh' : 'obtain'
}

function endsWithin(
  expiry: Expiry,
  nowSeconds: number,
  skewSeconds: number,
  clockSkewSeconds: number | undefined,
): boolean {
  if (expiry.source === 'unknown' || expiry.atSeconds === 'never') return false
  // An expiry from the answer was counted from its arrival, so our own clock measures it.
  const now = expiry.source === 'jwt' ? serviceNow(nowSeconds, clockSkewSeconds) : nowSeconds
  return expiry.atSeconds - skewSeconds <= now
}
