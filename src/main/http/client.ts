import type { LookupFunction } from 'node:net'
import type tls from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { type Connection, connectionSecrets } from '../../shared/connection.ts'
import type { OtherRequest } from '../../shared/outcome.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { isLoopback } from './base-url.ts'
import { withFailover } from './failover.ts'
import { withProxyFailures } from './proxy-failures.ts'
import { readProxyRule } from './proxy-rule.ts'
import { readProxyUrl } from './proxy-url.ts'
import { type Secrets, secureContextsFor, trusting } from './secure-context.ts'
import { defaultTimeoutMs, type HttpResponse } from './send.ts'

export interface HttpClientOptions {
  /**
   * The proxy for a URL, in the format of Electron's `session.resolveProxy`: `DIRECT`,
   * `PROXY host:port`, `HTTPS host:port`, `SOCKS5 host:port`, several separated by `;`.
   */
  proxyFor?: (url: string) => Promise<string>
  /** Records requests that are no token calls. */
  logged?: LoggedRequest
}

/** Sends such a request and records how it ended. */
export type LoggedRequest = (
  request: Pick<OtherRequest, 'purpose' | 'method' | 'url'>,
  send: () => Promise<Result<HttpResponse>>,
) => Promise<Result<HttpResponse>>

/** Connections of one kind. */
export interface Connections {
  /**
   * Loopback never goes through a proxy, and plain http is for loopback only. Fails if the proxies
   * cannot be read, or are ones that cannot be used: nothing is sent then.
   */
  dispatcherFor: (url: string) => Promise<Result<Dispatcher>>
  close: () => Promise<void>
}

/** The connections of every call. They trust the authorities of the system and of Node. */
export interface HttpClient extends Connections {
  /**
   * For an address that a token or a document named: straight to the host, without a proxy, with
   * names resolved by this lookup alone. The caller destroys it.
   */
  guardedDispatcher: (lookup: LookupFunction) => Dispatcher
  /**
   * Connections as a provider wants them. They hold its secrets: the caller closes them after its
   * call. Fails if certificates cannot be used or a key is missing.
   */
  connectionsBy: (connection: Connection, secrets: Secrets) => Result<Connections>
  logged: LoggedRequest
}

export function createHttpClient({
  proxyFor,
  logged = (_, send) => send(),
}: HttpClientOptions = {}): HttpClient {
  let context: tls.SecureContext | undefined
  // Reading the authorities takes a while: done for the first TLS call, not at start.
  const standard = () => checking((context ??= trusting()))
  const system = systemWays(proxyFor)
  return {
    ...createConnections({ waysTo: system, service: standard, proxy: standard }),
    logged,
    guardedDispatcher: (lookup) => new Agent({ ...settings, connect: { ...standard(), lookup } }),

    connectionsBy(connection, secrets) {
      const { authorities, clientCertificate, insecure } = connection
      const isOwn = authorities !== '' || clientCertificate !== ''
      const shared = () => standard().secureContext
      const own = isOwn
        ? secureContextsFor(connection, secrets)
        : ok({ service: shared(), proxy: shared })
      if (!own.ok) return own
      const service = () => ({ ...checking(own.value.service), rejectUnauthorized: !insecure })
      // Always checked, since it gets the user name and password.
      const proxy = () => checking(own.value.proxy())
      return ok(createConnections({ waysTo: waysBy(connection, secrets, system), service, proxy }))
    },
  }
}

const settings = { connectTimeout: defaultTimeoutMs, allowH2: false }

/** Explicit, because NODE_TLS_REJECT_UNAUTHORIZED changes the default. */
const checking = (secureContext: tls.SecureContext) => ({
  secureContext,
  rejectUnauthorized: true,
  timeout: defaultTimeoutMs,
  allowH2: false,
})

/** A proxy, or null for a direct connection. */
type Way = { uri: string; user?: string; password?: string } | null

interface Kind {
  /** In the order in which they are tried. */
  waysTo: (url: string) => Promise<Result<readonly Way[]>>
  service: () => ReturnType<typeof checking>
  proxy: () => ReturnType<typeof checking>
}

function createConnections({ waysTo, service, proxy }: Kind): Connections {
  const dispatchers = new Map<string, Agent | ProxyAgent>()
  const kept = (name: string, make: () => Agent | ProxyAgent): Dispatcher => {
    const dispatcher = dispatchers.get(name) ?? make()
    dispatchers.set(name, dispatcher)
    return dispatcher
  }
  const direct = () => kept('https', () => new Agent({ ...settings, connect: service() }))

  /** @param connectTimeout milliseconds */
  const through = (way: NonNullable<Way>, connectTimeout: number): Dispatcher => {
    const { uri } = way
    const agent = kept(`${uri} ${connectTimeout}`, () => {
      // Any value, even an empty one, would make undici speak TLS to a SOCKS proxy.
      const proxyTls = uri.startsWith('https:') ? { proxyTls: proxy() } : {}
      const by = { ...settings, connectTimeout, uri, requestTls: service(), ...proxyTls }
      return new ProxyAgent({ ...by, ...credentialsOf(way) })
    })
    return withProxyFailures(agent)
  }

  return {
    dispatcherFor: async (url) => {
      const { protocol, hostname } = new URL(url)
      if (protocol === 'http:') return ok(kept('http', () => new Agent(settings)))
      if (isLoopback(hostname)) return ok(direct())
      const ways = await waysTo(url)
      if (!ways.ok) return ways
      const connectTimeout = ways.value.length > 1 ? failoverTimeoutMs : defaultTimeoutMs
      const [first = direct(), ...others] = ways.value.map((way) =>
        way === null ? direct() : through(way, connectTimeout),
      )
      return ok(withFailover(first, others))
    },
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()))
      dispatchers.clear()
    },
  }
}

/** Leaves time for the next way within the time limit of a call. */
const failoverTimeoutMs = 8000

/** Basic for an HTTP proxy; for SOCKS undici takes both as they are, though its types do not say. */
function credentialsOf({ uri, user = '', password = '' }: NonNullable<Way>) {
  if (user === '' && password === '') return {}
  if (uri.startsWith('socks5:')) return { username: user, password }
  return { token: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

const systemWays =
  (proxyFor: HttpClientOptions['proxyFor']): Kind['waysTo'] =>
  async (url) => {
    if (!proxyFor) return ok([null])
    try {
      const { ways, unusable } = readProxyRule(await proxyFor(url))
      if (ways.length === 0) return failed(unusableProxy(unusable.join(', ')))
      return ok(ways.map((uri) => (uri === null ? null : { uri })))
    } catch (error) {
      return failed(unreadableProxies(error))
    }
  }

function waysBy({ proxy }: Connection, secrets: Secrets, system: Kind['waysTo']): Kind['waysTo'] {
  if (proxy.use === 'system') return system
  if (proxy.use === 'none') return () => Promise.resolve(ok([null]))
  const uri = readProxyUrl(proxy.url)
  const { proxyUser, proxyPassword } = connectionSecrets
  const [user = '', password = ''] = [secrets[proxyUser], secrets[proxyPassword]]
  return () => Promise.resolve(uri.ok ? ok([{ uri: uri.value, user, password }]) : uri)
}

const unusableProxy = (entries: string): Failure => ({
  kind: 'network',
  title: 'This proxy cannot be used',
  detail: `The system is set to ${entries}. Supported: HTTP, HTTPS and SOCKS5.`,
  nextStep: 'Change the proxy settings of the system, then try again.',
})

const unreadableProxies = (error: unknown): Failure => ({
  kind: 'network',
  title: 'The connection could not be prepared',
  detail: error instanceof Error ? error.message : 'The proxy settings cannot be read.',
  code: 'proxy-unreadable',
  nextStep: 'Check the proxy settings of the system, then try again.',
})
