import type { RateLimit } from '../../../shared/outcome.ts'
import type { ProviderTemplate } from '../../../shared/template.ts'
import { structuredLimits } from './structured-rate-limits.ts'

type Headers = Readonly<Record<string, string>>

/**
 * The limits that an answer tells about. Of several header families the first that says something
 * counts, since they describe the same limits: the template's own names, the structured fields and
 * the older drafts of the IETF, then `x-ratelimit-*`.
 */
export function readRateLimits(
  headers: Headers,
  template: Pick<ProviderTemplate, 'rateLimitHeaders'>,
  arrivedAtMs: number,
): RateLimit[] {
  const own = template.rateLimitHeaders
  const families: (() => RateLimit[])[] = [
    () => (own ? namedLimit(headers, own, arrivedAtMs) : []),
    () => structuredLimits(headers, arrivedAtMs),
    () => namedLimit(headers, standardNames('ratelimit'), arrivedAtMs),
    () => namedLimit(headers, standardNames('x-ratelimit'), arrivedAtMs),
    () => namedLimit(headers, standardNames('x-rate-limit'), arrivedAtMs),
  ]
  for (const family of families) {
    const limits = family()
    if (limits.length > 0) return limits
  }
  return []
}

interface Names {
  limit: string
  remaining: string
  reset: string
}

const standardNames = (prefix: string): Names => ({
  limit: `${prefix}-limit`,
  remaining: `${prefix}-remaining`,
  reset: `${prefix}-reset`,
})

function namedLimit(headers: Headers, names: Names, arrivedAtMs: number): RateLimit[] {
  const limit = leadingNumber(headers[names.limit.toLowerCase()])
  const remaining = leadingNumber(headers[names.remaining.toLowerCase()])
  const resetsAtMs = resetTime(leadingNumber(headers[names.reset.toLowerCase()]), arrivedAtMs)
  const windowSeconds = windowOf(headers[names.limit.toLowerCase()])
  const found: RateLimit = {
    ...(limit === undefined ? {} : { limit }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(resetsAtMs === undefined ? {} : { resetsAtMs }),
    ...(windowSeconds === undefined ? {} : { windowSeconds }),
  }
  return Object.keys(found).length === 0 ? [] : [found]
}

/** The number that a value begins with: `100`, `100, 100;w=60`, `12.5`. */
function leadingNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const match = /^\s*(\d+(?:\.\d+)?)/.exec(text)
  return match?.[1] === undefined ? undefined : Number(match[1])
}

/** The window in `100, 100;w=60`, where one policy alone is told. */
function windowOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const windows = [...text.matchAll(/;\s*w=(\d+)/g)]
  return windows.length === 1 ? Number(windows[0]?.[1]) : undefined
}

/** Seconds left, or a point in time: nobody waits for 30 years. */
function resetTime(reset: number | undefined, arrivedAtMs: number): number | undefined {
  if (reset === undefined) return undefined
  if (reset > 1e12) return reset
  if (reset > 1e9) return reset * 1000
  return arrivedAtMs + reset * 1000
}
