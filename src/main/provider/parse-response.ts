import type { RateLimit } from '../../shared/outcome.ts'
import { type Result, failed, ok } from '../../shared/result.ts'
import type { Operation, ProviderTemplate } from '../../shared/template.ts'
import type { TokenSet } from '../../shared/token.ts'
import { clockSkewSeconds, retryAfterSeconds } from './answer/clock.ts'
import { readServiceWords } from './answer/errors.ts'
import {
  notJson,
  redirectRefused,
  refusedByStatus,
  rejected,
  wrongShape,
} from './answer/failures.ts'
import { readRateLimits } from './answer/rate-limits.ts'
import { type Body, readBody } from './answer/read-json.ts'
import { textOf } from './answer/text.ts'
import { readTokens } from './answer/tokens.ts'
import { valueAt } from './json-pointer.ts'
import type { HttpResponse } from '../http/send.ts'

/** What an answer says. */
export interface ParsedAnswer {
  status: number
  rateLimits: RateLimit[]
  /** Service clock minus ours. */
  clockSkewSeconds?: number
  /** The tokens that came, by slot. Secret. */
  received: Result<TokenSet['tokens']>
}

export interface ParseContext {
  /** When the answer arrived, epoch milliseconds. */
  nowMs: number
  /** Struck out of every text that the service sends: field values and tokens of the provider. */
  secretsToStrike: readonly string[]
  /** Where the request went: a relative redirect is told by its origin. */
  url: string
}

/**
 * Reads an answer by its template. Pure. A failure holds only what the template points at, with
 * secrets struck out and bounded in length; never the body as it came.
 */
export function parseResponse(
  template: ProviderTemplate,
  operation: Operation,
  response: HttpResponse,
  context: ParseContext,
): ParsedAnswer {
  const { status, headers } = response
  const skew = clockSkewSeconds(headers, context.nowMs)
  const rateLimits = readRateLimits(headers, template, context.nowMs)
  return {
    status,
    rateLimits,
    ...(skew === undefined ? {} : { clockSkewSeconds: skew }),
    received: readReceived(operation, response, context, rateLimits, skew),
  }
}

function readReceived(
  operation: Operation,
  response: HttpResponse,
  context: ParseContext,
  rateLimits: readonly RateLimit[],
  skew: number | undefined,
): Result<TokenSet['tokens']> {
  const { status, headers } = response
  if (status >= 300 && status < 400) {
    return failed(redirectRefused(status, headers['location'], context.url))
  }
  const body = readBody(response)
  const words = () => serviceWords(operation, response, body, context)
  if (!isAccepted(operation, status)) {
    const wait = waitSeconds(response, context.nowMs, rateLimits)
    return failed(refusedByStatus(operation, status, body, words(), wait))
  }
  if (body.form !== 'json') return failed(notJson(status, body.form))
  if (!holds(operation.success, body.value)) return failed(rejected(operation, status, words()))
  const read = readTokens(operation, body.value, context.nowMs, skew)
  return 'tokens' in read ? ok(read.tokens) : failed(wrongShape(status, read.missing))
}

/** The HTTP status counts, whatever a problem document says in its `status` (RFC 9457 3.1.2). */
const isAccepted = ({ accept }: Operation, status: number): boolean =>
  accept === '2xx' ? status >= 200 && status < 300 : accept.includes(status)

/** A place that is not there says nothing against it; numbers may come as strings. */
function holds(success: Operation['success'], document: unknown): boolean {
  if (success === undefined) return true
  const value = valueAt(document, success.at)
  return value === undefined || value === null || textOf(value) === textOf(success.equals)
}

/** Field errors are read where a service complains about the request itself. */
function serviceWords(
  operation: Operation,
  { status, headers }: HttpResponse,
  body: Body,
  { secretsToStrike }: ParseContext,
): ReturnType<typeof readServiceWords> {
  const document = body.form === 'json' ? body.value : undefined
  const { fieldErrors, ...words } = readServiceWords(operation, document, headers, secretsToStrike)
  const isAboutFields = (status === 400 || status === 422) && fieldErrors !== undefined
  return isAboutFields ? { ...words, fieldErrors } : words
}

/** `Retry-After`; at a rate limit without it, the moment when calls are allowed again. */
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
