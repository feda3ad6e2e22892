import type { Outcome, RateLimit } from '../../../shared/outcome.ts'
import { type Result, failed, ok } from '../../../shared/result.ts'
import type { Operation, ProviderTemplate } from '../../../shared/template.ts'
import type { TokenSet } from '../../../shared/token.ts'
import type { HttpResponse } from '../../http/send.ts'
import { valueAt } from '../json-pointer.ts'
import { readBody, textOf } from './body.ts'
import { clockSkewSeconds, retryAfterSeconds } from './clock.ts'
import { readErrorDetails } from './error-details.ts'
import { readRateLimits } from './rate-limits.ts'
import { redactKnown } from './redact.ts'
import {
  notJson,
  redirectRefused,
  refusedByStatus,
  rejected,
  wrongShape,
} from './response-failures.ts'
import { readTokens } from './tokens.ts'

export interface ParsedResponse extends Pick<Outcome, 'rateLimits' | 'clockSkewSeconds'> {
  status: number
  /** The tokens that came, by slot. Secret. */
  received: Result<TokenSet['tokens']>
}

export interface ParseContext {
  /** When the response arrived, epoch milliseconds. */
  nowMs: number
  /** Field values and tokens of the provider, which are redacted in every text of the service. */
  secrets: readonly string[]
  /** The address of the request, to which a relative redirect refers. */
  url: string
}

/**
 * Reads a response by its template. Pure. A failure contains only what the template points at,
 * redacted and shortened; never the body itself.
 */
export function parseResponse(
  template: ProviderTemplate,
  operation: Operation,
  response: HttpResponse,
  { nowMs, secrets, url }: ParseContext,
): ParsedResponse {
  const { status, headers } = response
  const skew = clockSkewSeconds(headers, nowMs)
  const rateLimits = readRateLimits(headers, template, nowMs).map((limit) =>
    limit.name === undefined ? limit : { ...limit, name: redactKnown(limit.name, secrets) },
  )

  function readReceived(): ParsedResponse['received'] {
    if (status >= 300 && status < 400) {
      return failed(redirectRefused(status, redirectTarget(headers['location'], url, secrets)))
    }
    const body = readBody(response)
    const details = () => readErrorDetails(operation, response, body, secrets)
    if (!isAccepted(operation, status)) {
      const wait = waitSeconds(response, nowMs, rateLimits)
      return failed(refusedByStatus(operation, status, body, details(), wait))
    }
    if (body.form !== 'json') return failed(notJson(status, body.form))
    if (!holds(operation.success, body.value)) return failed(rejected(operation, status, details()))
    const read = readTokens(operation, body.value, nowMs, skew)
    return 'tokens' in read ? ok(read.tokens) : failed(wrongShape(status, read.missing))
  }

  return {
    status,
    rateLimits,
    ...(skew === undefined ? {} : { clockSkewSeconds: skew }),
    received: readReceived(),
  }
}

/** The origin of a redirect, redacted: a service may send a secret back as a host name. */
function redirectTarget(
  location: string | undefined,
  base: string,
  secrets: readonly string[],
): string | undefined {
  if (location === undefined || !URL.canParse(location, base)) return undefined
  const { origin, protocol } = new URL(location, base)
  return /^https?:$/.test(protocol) ? redactKnown(origin, secrets) : undefined
}

/** The HTTP status counts, not the `status` of a problem document (RFC 9457 §3.1.2). */
const isAccepted = ({ accept }: Operation, status: number): boolean =>
  accept === '2xx' ? status >= 200 && status < 300 : accept.includes(status)

/** A missing value counts as success. Numbers may be sent as strings. */
function holds(success: Operation['success'], document: unknown): boolean {
  if (success === undefined) return true
  const value = valueAt(document, success.at)
  return value === undefined || value === null || textOf(value) === textOf(success.equals)
}

/** `Retry-After`; for a 429 without it, the time until the last exhausted rate limit resets. */
function waitSeconds(
  { status, headers }: HttpResponse,
  nowMs: number,
  rateLimits: readonly RateLimit[],
): number | undefined {
  const told = retryAfterSeconds(headers, nowMs)
  if (told !== undefined || status !== 429) return told
  const resets = rateLimits.flatMap(({ remaining, resetsAtMs }) =>
    resetsAtMs === undefined || (remaining ?? 0) > 0 ? [] : [resetsAtMs],
  )
  return resets.length === 0
    ? undefined
    : Math.max(0, Math.ceil((Math.max(...resets) - nowMs) / 1000))
}
