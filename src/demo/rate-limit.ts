/** How many calls are left after the one that asked. */
export interface RateLimitState {
  allowed: boolean
  limit: number
  remaining: number
  /** Seconds until the limit starts afresh, rounded up. */
  resetSeconds: number
}

/**
 * Counts calls in fixed windows that begin with their first call. A refused call is not counted,
 * so waiting as long as the answer says is always enough.
 */
export function createRateLimit(limit: number, periodSeconds: number, now: () => number) {
  let windowEndsMs = 0
  let used = 0

  return (): RateLimitState => {
    const nowMs = now()
    if (nowMs >= windowEndsMs) {
      windowEndsMs = nowMs + periodSeconds * 1000
      used = 0
    }
    const allowed = used < limit
    if (allowed) used += 1
    return {
      allowed,
      limit,
      remaining: limit - used,
      resetSeconds: Math.ceil((windowEndsMs - nowMs) / 1000),
    }
  }
}
