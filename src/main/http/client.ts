import type { LookupFunction } from 'node:net'
import tls from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { isLoopback } from './base-url.ts'
import { withFailover } from './failover.ts'
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
  /**
   * Loopback never goes through a proxy, and plain http is for loopback only. Fails if the system
   * cannot tell its proxies, or names only ones that cannot be used: nothing is sent then.
   */
  dispatcherFor: (url: string) => Promise<Result<Dispatcher>>
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
  const direct = () => kept('https', () => new Agent({ ...settings, connect: secure() }))

  /** @param connectTimeout milliseconds */
  const through = (uri: string, connectTimeout: number): Dispatcher =>
    kept(`${uri} ${connectTimeout}`, () => {
      // Any value, even an empty one, would make undici speak TLS to a SOCKS proxy.
      const proxyTls = uri.startsWith('https:') ? { proxyTls: secure() } : {}
      return new ProxyAgent({ ...settings, connectTimeout, uri, requestTls: secure(), ...proxyTls })
    })

  function throughProxies(rule: string): Result<Dispatcher> {
    const { ways, unusable } = readProxyRule(rule)
    const connectTimeout = ways.length > 1 ? failoverTimeoutMs : defaultTimeoutMs
    const [first, ...others] = ways.map((uri) =>
      uri === null ? direct() : through(uri, connectTimeout),
    )
    return first ? ok(withFailover(first, others)) : failed(unusableProxy(unusable.join(', ')))
  }

  return {
    dispatcherFor: async (url) => {
      const { protocol, hostname } = new URL(url)
      if (protocol === 'http:') return ok(kept('http', () => new Agent(settings)))
      if (!options.proxyFor || isLoopback(hostname)) return ok(direct())
      try {
        return throughProxies(await options.proxyFor(url))
      } catch (error) {
        return failed(unreadableProxies(error))
      }
    },
    guardedDispatcher: (lookup) => new Agent({ ...settings, connect: { ...secure(), lookup } }),
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()))
      dispatchers.clear()
    },
  }
}

/** Leaves time for the next way within the time limit of a call. */
const failoverTimeoutMs = 8000

const unusableProxy = (entries: string): Failure => ({
  kind: 'network',
  title: 'This proxy cannot be used',
  detail: `The system names ${entries}. HTTP, HTTPS and SOCKS5 proxies can be used, SOCKS4 cannot.`,
  nextStep: 'Change the proxy settings of the system, then try again.',
})

const unreadableProxies = (error: unknown): Failure => ({
  kind: 'network',
  title: 'The connection could not be prepared',
  detail: error instanceof Error ? error.message : 'The proxy settings cannot be read.',
  nextStep: 'Check the proxy settings of the system, then try again.',
})

function createSecureContext(): tls.SecureContext {
  // Without duplicates, because each is parsed: most of the system's are also Node's.
  const ca = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')]
  return tls.createSecureContext({ ca: [...new Set(ca)] })
}
