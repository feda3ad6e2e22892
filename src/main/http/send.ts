import type { Dispatcher } from 'undici'
import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import { cancelled, describeNetworkError, timedOut, tooLarge } from './network-failures.ts'

export interface HttpRequest {
  method: string
  url: string
  /** By lower-case name. */
  headers: Record<string, string>
  body?: string
}

/** One HTTP response, read to its end. Its body is secret. */
export interface HttpResponse {
  status: number
  /** By lower-case name; repeated ones are joined by `, ` (RFC 9110 §5.3). */
  headers: Record<string, string>
  body: Uint8Array
}

export interface SendOptions {
  dispatcher: Dispatcher
  /** Stops the call wherever it is: connecting, sending, waiting, reading the body. */
  signal?: AbortSignal
  /** For the whole call, from now to the last byte of the body. */
  timeoutMs?: number
  maxBytes?: number
  /**
   * Called at most once, right before the first byte of the request is handed to the connected
   * socket. Until then the service cannot have seen it; from then on it may have acted on it.
   */
  onSent?: () => void
}

export const defaultTimeoutMs = 30_000
const defaultMaxBytes = 1024 * 1024

/**
 * Sends one request and reads its response. Follows no redirect, retries nothing, sends no
 * `Referer`. Never rejects: every failure has a type.
 *
 * The connection is closed afterwards. Token calls are minutes apart, and on a kept connection that
 * died meanwhile it would be unknown whether the service saw a request [Note: in-doubt refresh].
 */
export function send(request: HttpRequest, options: SendOptions): Promise<Result<HttpResponse>> {
  const { dispatcher, signal, timeoutMs = defaultTimeoutMs, maxBytes = defaultMaxBytes } = options
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined
    let settled = false
    let answer: HttpResponse | undefined
    const chunks: Uint8Array[] = []
    let bytes = 0

    const settle = (result: Result<HttpResponse>) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      resolve(result)
    }
    const stop = (failure: Failure) => {
      settle(failed(failure))
      controller?.abort(new Error('stopped'))
    }
    const onAbort = () => stop(cancelled())
    const timer = setTimeout(() => stop(timedOut(timeoutMs, controller !== undefined)), timeoutMs)
    if (signal?.aborted) {
      onAbort()
      return
    }
    signal?.addEventListener('abort', onAbort)

    const handler: Dispatcher.DispatchHandler = {
      // undici calls this on the connected socket, before it writes the first byte.
      onRequestStart(started) {
        controller = started
        if (settled) started.abort(new Error('stopped'))
        else options.onSent?.()
      },
      onResponseStart(_, status, headers) {
        if (status >= 200) answer = { status, headers: joined(headers), body: new Uint8Array() }
      },
      onResponseData(_, chunk) {
        bytes += chunk.byteLength
        if (bytes > maxBytes) stop(tooLarge(maxBytes, answer?.status))
        else chunks.push(chunk)
      },
      onResponseEnd() {
        if (answer) settle(ok({ ...answer, body: Buffer.concat(chunks) }))
      },
      onResponseError(_, error) {
        settle(failed(describeNetworkError(error, controller !== undefined, answer?.status)))
      },
    }
    const url = new URL(request.url)
    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method,
          // Uncompressed, so that `maxBytes` counts the bytes that are read.
          headers: { ...request.headers, 'accept-encoding': 'identity' },
          body: request.body ?? null,
          reset: true,
          // The one time limit is `timeoutMs`.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        handler,
      )
    } catch (error) {
      settle(failed(describeNetworkError(error, false, undefined)))
    }
  })
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  return Object.fromEntries(entries) as Record<string, string>
}
