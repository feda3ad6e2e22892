import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequestHandler } from './request-handler.ts'
import { jwksPath } from './control.ts'
import { banyan } from './services/banyan.ts'
import { gocardless, nordigen } from './services/bank-account-data.ts'
import { ixApi } from './services/ix-api.ts'
import { simplejwt } from './services/simplejwt.ts'
import type { DemoService, ServiceContext } from './service.ts'
import { createSigningKeys, type KeyStore } from './signing-keys.ts'

export interface DemoServerOptions extends Omit<ServiceContext, 'keys' | 'now'> {
  /** At least 32 random bytes, made once per installation. HMAC keys derive from it. */
  seed: Uint8Array
  /** 0 uses any free port. */
  port: number
  /** Keeps EC and RSA keys across restarts. Without it they last as long as the server. */
  keyStore?: KeyStore | undefined
  now?: (() => number) | undefined
  report?: ((error: unknown) => void) | undefined
}

interface RunningService extends Pick<DemoService, 'template' | 'accounts'> {
  baseUrl: string
  /** Field values of the account that works. */
  fields: Record<string, string>
}

export interface DemoServer {
  url: string
  /** Public keys of the services that sign with RS256 and ES256. */
  jwksUrl: string
  services: readonly RunningService[]
  /** Ends every connection at once, including those that hang. */
  close: () => Promise<void>
}

const makers: readonly ((context: ServiceContext) => DemoService)[] = [
  gocardless,
  nordigen,
  banyan,
  ixApi,
  simplejwt,
]

const makeServices = (context: ServiceContext) => makers.map((make) => make(context))

/** The services without a server, for the help text. Their keys are worthless. */
export const demoServices = (): DemoService[] =>
  makeServices({
    keys: createSigningKeys(new Uint8Array(32), memoryKeyStore()),
    now: Date.now,
  })

/**
 * Starts the token services on 127.0.0.1. Rejects with Node's error if the port is taken. Used refresh
 * tokens are remembered in memory only: unlike with real services, they work once more after a restart.
 */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const now = options.now ?? Date.now
  const keys = createSigningKeys(options.seed, options.keyStore ?? memoryKeyStore())
  const services = makeServices({ ...options, keys, now })
  let port = 0
  const report = options.report ?? ((error) => console.error('demo server:', error))
  const server = createServer(
    createRequestHandler({ services, keys, now, port: () => port, report }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port

  const url = `http://127.0.0.1:${port}`
  return {
    url,
    jwksUrl: url + jwksPath,
    services: services.map(({ template, basePath, accounts }) => ({
      template,
      baseUrl: url + basePath,
      fields: accounts[0].fields,
      accounts,
    })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve()) // Its only error is that it is closed already.
        server.closeAllConnections()
      }),
  }
}

/** For servers whose tokens need not outlive them. */
export function memoryKeyStore(): KeyStore {
  const kept = new Map<string, string>()
  return {
    read: (name) => Promise.resolve(kept.get(name) ?? null),
    write: (name, jwkJson) => {
      kept.set(name, jwkJson)
      return Promise.resolve()
    },
  }
}
