import type { ActivityEntry, ActivityPart, Outcome } from '../../shared/outcome.ts'
import { type Result, failed } from '../../shared/result.ts'
import type { Operation, ProviderTemplate } from '../../shared/template.ts'
import type { TokenSet } from '../../shared/token.ts'
import { type ServiceRequest, buildRequest } from './request/build-request.ts'
import { cancelled } from '../http/network-failures.ts'
import { parseResponse } from './response/parse-response.ts'
import { shortestHidden } from './response/hidden-secrets.ts'
import { redactKnown, valuesToHide } from './response/redact.ts'
import { responseParts } from './response/response-parts.ts'
import type { CallValues } from './request/values.ts'
import type { HttpResponse } from '../http/send.ts'

/** Sends a request with the app's one HTTP client; see `send` in ../http. */
export type Send = (
  request: ServiceRequest,
  options: { signal: AbortSignal; onSent: () => void },
) => Promise<Result<HttpResponse>>

export interface CallOptions {
  send: Send
  now: () => number
  signal: AbortSignal
  /** Called when the request is built. It is sent only if this succeeds. */
  beforeSend: () => Promise<Result<null>>
  onSent: () => void
}

/** How one call went. Secret: it holds the received tokens. */
export interface CallReport extends Omit<Outcome, 'operation' | 'end'> {
  /** Whether the service may have seen the request. */
  sent: boolean
  /** Whether a complete response arrived, so that it is known what the service did. */
  answered: boolean
  received: Result<TokenSet['tokens']>
  /** What the activity may show; null if no request was built. */
  trace: CallTrace | null
}

interface CallTrace extends Pick<ActivityEntry, 'method' | 'url' | 'request'> {
  /** Slow for large bodies, so it is called after the call has been reported. */
  response: () => ActivityPart[]
}

/**
 * One call: template and values → request → response → tokens. Stores nothing, and rejects only if
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
  // Here, before anything is read from them: limits, redirects and identifiers come from headers.
  // A short secret would be found by chance, such as "12" in a date: those are redacted in what was
  // read.
  const answer = {
    ...response.value,
    headers: redactedHeaders(
      response.value.headers,
      secrets.filter((secret) => secret.length >= shortestHidden),
    ),
  }
  const { received, ...told } = parseResponse(template, operation, answer, context)
  const refused = !received.ok && ['http', 'rejected'].includes(received.failure.kind)
  const parts = () => responseParts(template, operation, answer, refused, secrets)
  return ended(received, { ...trace, response: parts }, { ...told, answered: true })
}

function redactedHeaders(
  headers: HttpResponse['headers'],
  secrets: readonly string[],
): HttpResponse['headers'] {
  const entries = Object.entries(headers)
  // Nearly always there is nothing to redact, which is faster to tell of one text than of thirty.
  const all = entries.flat().join('\n')
  if (redactKnown(all, secrets) === all) return headers
  return Object.fromEntries(
    entries.map(([name, value]) => [redactKnown(name, secrets), redactKnown(value, secrets)]),
  )
}

/** Everything secret of the provider that a service could send back. */
function secretsOf({ secrets, tokens }: CallValues, { headers }: ServiceRequest): string[] {
  const credentials = headers['authorization']?.replace(/^\w+ /, '')
  return [
    ...valuesToHide(secrets),
    ...Object.values(tokens.tokens).map(({ text }) => text),
    ...(credentials === undefined ? [] : [credentials]),
  ]
}
