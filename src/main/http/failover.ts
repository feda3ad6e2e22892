import type { Dispatcher } from 'undici'

/** Codes of a host that cannot be reached (Node's, and undici's for its own time limit). */
export const unreachable: readonly string[] = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]

const notConnected = new Set([...unreachable, 'ECONNRESET'])

/**
 * Tries several ways to connect in turn, as a proxy rule lists them (`PROXY a; DIRECT`). The next
 * one is tried only if the connection could not be made. A proxy that answers, and a certificate
 * that is not accepted, are final. Before `onRequestStart` nothing is sent, so nothing is sent twice.
 */
export function withFailover(first: Dispatcher, others: readonly Dispatcher[]): Dispatcher {
  const [next, ...rest] = others
  if (!next) return first
  const alternative = withFailover(next, rest)
  return first.compose((dispatch) => (options, handler) => {
    let started = false
    return dispatch(options, {
      ...handler,
      onRequestStart(controller, context) {
        started = true
        handler.onRequestStart?.(controller, context)
      },
      onResponseError(controller, error) {
        const { code = '' } = error as NodeJS.ErrnoException
        if (started || !notConnected.has(code.replace('PROXY_', '')))
          handler.onResponseError?.(controller, error)
        else alternative.dispatch(options, handler)
      },
    })
  })
}
