import type { Dispatcher } from 'undici'
import { unreachable } from './failover.ts'

/** Marks the errors of a connection through a proxy as those of the proxy: `PROXY_ECONNREFUSED`. */
export function withProxyFailures(proxy: Dispatcher): Dispatcher {
  return proxy.compose((dispatch) => (options, handler) => {
    let started = false
    return dispatch(options, {
      ...handler,
      onRequestStart(controller, context) {
        started = true
        handler.onRequestStart?.(controller, context)
      },
      onResponseError(controller, error) {
        const code = started ? undefined : proxyCode(error)
        const marked = code === undefined ? error : Object.assign(new Error(code), { code })
        handler.onResponseError?.(controller, marked)
      },
    })
  })
}

function proxyCode(error: Error): string | undefined {
  const { code = '' } = error as NodeJS.ErrnoException
  // undici tells the status of the proxy's response in the text alone.
  const [, status] = /^Proxy response \((\d{3})\)/.exec(error.message) ?? []
  if (status !== undefined) return `PROXY_${status}`
  // The proxy itself was not reached: it alone connects to the service.
  return unreachable.includes(code) || code.startsWith('UND_ERR_SOCKS5')
    ? `PROXY_${code}`
    : undefined
}
