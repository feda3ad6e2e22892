/** The state of a limit after a call. */
export interface RateLimitState {
  allowed: boolean
  limit: number
  remaining: number
  /** Seconds until the window ends, rounded up. */
  resetSeconds: number
}

/**
 * Counts calls in fixed windows that begin with their first call. Refused calls do not count, so it is
 * always enough to wait for the end of the window.
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
