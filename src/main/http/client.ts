import type { LookupFunction } from 'node:net'
import tls from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { isLoopback } from './base-url.ts'
import { defaultTimeoutMs } from './send.ts'
import { readProxyRule } from './proxy-rule.ts'

export interface HttpClientOptions {
  /**
   * The proxy for a URL, in the format of Electron's `session.resolveProxy`: `DIRECT`,
   * `PROXY host:port`, `HTTPS host:port`, `SOCKS5 host:port`, several separated by `;`.
   */
  proxyFor?: (url: string) => Promise<string>
}

/** The connections of every call. They trust the authorities of the system and of Node. */
export interface HttpClient {
  /** Loopback never goes through a proxy, and plain http is for loopback only. */
  dispatcherFor: (url: string) => Promise<Dispatcher>
  /**
   * For an address that a token or a document named: straight to the host, without a proxy, with
   * names resolved by this lookup alone. The caller destroys it.
   */
  guardedDispatcher: (lookup: LookupFunction) => Dispatcher
  close: () => Promise<void>
}

export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const dispatchers = new Map<string, Agent | ProxyAgent>()
  let secureContext: tls.SecureContext | undefined

  const kept = (name: string, make: () => Agent | ProxyAgent): Dispatcher => {
    const dispatcher = dispatchers.get(name) ?? make()
    dispatchers.set(name, dispatcher)
    return dispatcher
  }
  const secure = () => {
    // Reading the authorities takes a while: done for the first TLS call, not at start.
    secureContext ??= createSecureContext()
    // Explicit, because NODE_TLS_REJECT_UNAUTHORIZED changes the default.
    const rejectUnauthorized = true
    return { secureContext, rejectUnauthorized, timeout: defaultTimeoutMs, allowH2: false }
  }
  const settings = { connectTimeout: defaultTimeoutMs, allowH2: false }

  return {
    dispatcherFor: async (url) => {
      const { protocol, hostname } = new URL(url)
      if (protocol === 'http:') return kept('http', () => new Agent(settings))
      const isDirect = !options.proxyFor || isLoopback(hostname)
      const uri = isDirect ? null : readProxyRule((await options.proxyFor?.(url)) ?? '')
      if (uri === null) {
        return kept('https', () => new Agent({ ...settings, connect: secure() }))
      }
      return kept(uri, () => {
        const proxyTls = uri.startsWith('https:') ? secure() : {}
        return new ProxyAgent({ ...settings, uri, requestTls: secure(), proxyTls })
      })
    },
    guardedDispatcher: (lookup) => new Agent({ ...settings, connect: { ...secure(), lookup } }),
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()))
      dispatchers.clear()
    },
  }
}

function createSecureContext(): tls.SecureContext {
  // Without duplicates, because each is parsed: most of the system's are also Node's.
  const ca = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')]
  return tls.createSecureContext({ ca: [...new Set(ca)] })
}
