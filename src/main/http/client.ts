import type { LookupFunction } from 'node:net'
import tls from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { isLoopback } from './base-url.ts'
import { defaultTimeoutMs } from './send.ts'
import { readProxyRule } from './proxy-rule.ts'

export interface HttpClientOptions {
  /** Further certificate authorities, PEM. The system's and Node's own are always there. */
  ca?: readonly string[]
  clientCertificate?: { certificatePem: string; keyPem: string; passphrase?: string }
  /**
   * Which proxy leads to a URL, as `session.resolveProxy` of Electron says it: `DIRECT`,
   * `PROXY host:port`, `HTTPS host:port`, `SOCKS5 host:port`, several separated by `;`.
   */
  proxyFor?: (url: string) => Promise<string>
}

/** The connections of every call: one set of authorities, one client certificate, one proxy rule. */
export interface HttpClient {
  /** Loopback never goes by a proxy, and plain http is for loopback only. */
  dispatcherFor: (url: string) => Promise<Dispatcher>
  /**
   * For an address that somebody else named: straight to the host, names resolved by this look-up
   * alone, without a proxy and without the client certificate. Its user destroys it.
   */
  guardedDispatcher: (lookup: LookupFunction) => Dispatcher
  close: () => Promise<void>
}

export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const dispatchers = new Map<string, Agent | ProxyAgent>()
  const contexts = new Map<string, tls.SecureContext>()

  const kept = (name: string, make: () => Agent | ProxyAgent): Dispatcher => {
    const dispatcher = dispatchers.get(name) ?? make()
    dispatchers.set(name, dispatcher)
    return dispatcher
  }
  /** The client certificate is for the service, not for a proxy on the way or a stranger. */
  const secure = (towards: 'service' | 'proxy' | 'stranger') => {
    // Reading the authorities takes a while: for the first call by TLS, not at start.
    const secureContext =
      contexts.get(towards) ??
      createSecureContext(towards === 'service' ? options : { ca: options.ca ?? [] })
    contexts.set(towards, secureContext)
    // Said outright, since NODE_TLS_REJECT_UNAUTHORIZED changes the default.
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
        return kept('https', () => new Agent({ ...settings, connect: secure('service') }))
      }
      return kept(uri, () => {
        const proxyTls = uri.startsWith('https:') ? secure('proxy') : {}
        return new ProxyAgent({ ...settings, uri, requestTls: secure('service'), proxyTls })
      })
    },
    guardedDispatcher: (lookup) =>
      new Agent({ ...settings, connect: { ...secure('stranger'), lookup } }),
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()))
      dispatchers.clear()
    },
  }
}

function createSecureContext({ ca = [], clientCertificate }: HttpClientOptions): tls.SecureContext {
  return tls.createSecureContext({
    // Most of the system's are Node's own too, and each is parsed.
    ca: [
      ...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system'), ...ca]),
    ],
    ...(clientCertificate && {
      cert: clientCertificate.certificatePem,
      key: clientCertificate.keyPem,
      ...(clientCertificate.passphrase && { passphrase: clientCertificate.passphrase }),
    }),
  })
}
