import type { RefusedFields } from '../django-fields.ts'
import { createRateLimit, type RateLimitState } from '../rate-limit.ts'
import { type Call, type Endpoint, json, type Reply } from '../service.ts'

export const noAccount = 'No active account found with the given credentials'

export const refuse = (status: number, summary: string, detail = summary): Reply =>
  json(status, { summary, detail, status_code: status })

/** The API may send `summary` and `detail` as lists, and a `type`; here it does for inactive accounts. */
export const inactive = (): Reply =>
  json(401, {
    summary: ['Authentication failed'],
    detail: [noAccount],
    status_code: 401,
    type: 'AccountInactiveError',
  })

export const addressRefused = (call: Call): Reply =>
  refuse(
    403,
    'IP address access denied',
    `Your IP ${call.remoteAddress} isn't whitelisted to perform this action`,
  )

export const fieldsRefused = (fields: RefusedFields): Reply =>
  fields.state === 'unreadable'
    ? refuse(fields.status, fields.reason)
    : json(400, { ...fields.messages, status_code: 400 })

/** Limits the calls of all accounts together, and reports the limit in every response. */
export function limited(
  handle: Endpoint['handle'],
  period: 'hour' | 'minute',
  limit: number,
  periodSeconds: number,
  now: () => number,
): Endpoint['handle'] {
  const take = createRateLimit(limit, periodSeconds, now)
  return async (call) => {
    const state = take()
    const answer = state.allowed
      ? await handle(call)
      : refuse(
          429,
          'Rate limit exceeded',
          `The rate limit for this resource is ${state.limit}/${period}. Please try again in ${state.resetSeconds} seconds`,
        )
    return { ...answer, headers: { ...answer.headers, ...rateLimitHeaders(state) } }
  }
}

/** The service really sends these names with underscores. */
const rateLimitHeaders = ({ limit, remaining, resetSeconds }: RateLimitState) => ({
  http_x_ratelimit_limit: String(limit),
  http_x_ratelimit_remaining: String(remaining),
  http_x_ratelimit_reset: String(resetSeconds),
})
