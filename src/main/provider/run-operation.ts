import type { ActivityPart, RateLimit } from '../../shared/outcome.ts'
import { type Result, failed } from '../../shared/result.ts'
import type { Operation, ProviderTemplate } from '../../shared/template.ts'
import type { TokenSet } from '../../shared/token.ts'
import { type ServiceRequest, buildRequest } from './request/build-request.ts'
import { cancelled } from '../http/network-failures.ts'
import { parseResponse } from './response/parse-response.ts'
import { responseParts } from './response/response-parts.ts'
import type { CallValues } from './request/values.ts'
import type { HttpResponse } from '../http/send.ts'

/** Sends a request as `send` does, by the one HTTP client. */
export type Send = (
  request: ServiceRequest,
  options: { signal: AbortSignal; onSent: () => void },
) => Promise<Result<HttpResponse>>

export interface CallOptions {
  send: Send
  /** Epoch milliseconds. */
  now: () => number
  signal: AbortSignal
  /** Done when the request is complete, before it is sent; a failure keeps it from being sent. */
  beforeSend: () => Promise<Result<null>>
  /** See `SendOptions.onSent`. */
  onSent: () => void
}

/** How one call went. Secret: holds the tokens that came. */
export interface CallReport {
  startedAtMs: number
  durationMs: number
  /** HTTP status, where there was an answer. */
  status?: number
  rateLimits: RateLimit[]
  clockSkewSeconds?: number
  /** Whether the service can have seen the request. */
  sent: boolean
  /** Whether an answer came to its end, so that it is known what the service made of the request. */
  answered: boolean
  received: Result<TokenSet['tokens']>
  /** What may be shown of a call that was tried; null where none was. */
  trace: CallTrace | null
}

interface CallTrace {
  method: string
  /** Origin and path; the query is among the parts. */
  url: string
  request: ActivityPart[]
  /** Takes a while, and nobody waits for it. */
  response: () => ActivityPart[]
}

/**
 * One call: template and values → request → answer → tokens. Stores nothing; never rejects unless
 * `beforeSend` or `send` does.
 */
export async function runOperation(
  template: ProviderTemplate,
  operation: Operation,
  values: CallValues,
  { send, now, signal, beforeSend, onSent }: CallOptions,
): Promise<CallReport> {
  const startedAtMs = now()
  let sent = false
  const ended = (
    received: CallReport['received'],
    trace: CallTrace | null,
    told: Partial<CallReport> = {},
  ): CallReport => ({
    rateLimits: [],
    answered: false,
    ...told,
    sent,
    startedAtMs,
    durationMs: now() - startedAtMs,
    received,
    trace,
  })

  const built = buildRequest(template, operation, values)
  if (!built.ok) return ended(built, null)
  const request = built.value
  const ready = await beforeSend()
  if (!ready.ok) return ended(ready, null)
  if (signal.aborted) return ended(failed(cancelled()), null)

  const { origin, pathname } = new URL(request.url)
  const trace = {
    method: request.method,
    url: origin + pathname,
    request: request.parts,
    response: () => [],
  }
  const response = await send(request, {
    signal,
    onSent: () => {
      sent = true
      onSent()
    },
  })
  if (!response.ok) {
    const { status } = response.failure
    return ended(response, trace, status === undefined ? {} : { status })
  }
  const secrets = secretsOf(values, request)
  const context = { nowMs: now(), secrets, url: request.url }
  const { received, ...told } = parseResponse(template, operation, response.value, context)
  const refused = !received.ok && ['http', 'rejected'].includes(received.failure.kind)
  const parts = () => responseParts(template, operation, response.value, refused, secrets)
  return ended(received, { ...trace, response: parts }, { ...told, answered: true })
}

/** Everything of the provider that a service could send back and that must not be shown. */
function secretsOf({ secrets, tokens }: CallValues, { headers }: ServiceRequest): string[] {
  const credentials = headers['authorization']?.replace(/^\w+ /, '')
  return [
    ...Object.values(secrets),
    ...Object.values(tokens.tokens).map(({ text }) => text),
    ...(credentials === undefined ? [] : [credentials]),
  ]
}
