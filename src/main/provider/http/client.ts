import tls from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { isLoopback } from '../request/base-url.ts'
import { defaultTimeoutMs } from '../send.ts'
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
  /** Loopback never goes by a proxy. */
  dispatcherFor: (url: string) => Promise<Dispatcher>
  close: () => Promise<void>
}

export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const dispatchers = new Map<string, Agent | ProxyAgent>()
  let connect: ReturnType<typeof connectOptions> | undefined

  const dispatcherBy = (proxyUri: string | null): Dispatcher => {
    const known = dispatchers.get(proxyUri ?? '')
    if (known) return known
    // Reading the system's authorities takes a while: on the first call, not at start.
    connect ??= connectOptions(options)
    const settings = { connect, connectTimeout: defaultTimeoutMs, allowH2: false }
    const made =
      proxyUri === null
        ? new Agent(settings)
        : new ProxyAgent({ ...settings, uri: proxyUri, requestTls: connect, proxyTls: connect })
    dispatchers.set(proxyUri ?? '', made)
    return made
  }

  return {
    dispatcherFor: async (url) => {
      if (!options.proxyFor || isLoopback(new URL(url).hostname)) return dispatcherBy(null)
      return dispatcherBy(readProxyRule(await options.proxyFor(url)))
    },
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()))
      dispatchers.clear()
    },
  }
}

function connectOptions({ ca = [], clientCertificate }: HttpClientOptions) {
  const secureContext = tls.createSecureContext({
    ca: [...tls.getCACertificates('default'), ...tls.getCACertificates('system'), ...ca],
    ...(clientCertificate && {
      cert: clientCertificate.certificatePem,
      key: clientCertificate.keyPem,
      ...(clientCertificate.passphrase && { passphrase: clientCertificate.passphrase }),
    }),
  })
  return { secureContext, timeout: defaultTimeoutMs, allowH2: false }
}
