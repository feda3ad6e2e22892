import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequestHandler } from './request-handler.ts'
import { jwksPath } from './control.ts'
import { banyan } from './services/banyan.ts'
import { gocardless, nordigen } from './services/bank-account-data.ts'
import { ixApi } from './services/ix-api.ts'
import { simplejwt } from './services/simplejwt.ts'
import type { DemoAccount, DemoService, ServiceContext } from './service.ts'
import type { KeyStore } from './key-material.ts'
import { createSigningKeys } from './signing-keys.ts'

export interface DemoServerOptions {
  /** At least 32 random bytes, made once per installation: the keys of all services derive from it. */
  seed: Uint8Array
  /** 0 takes any free port. */
  port: number
  /** Keeps RSA keys over restarts; without it they last as long as the server. */
  keyStore?: KeyStore | undefined
  /** Lifetimes of issued tokens, in seconds. Without them each service uses its documented ones. */
  accessSeconds?: number | undefined
  refreshSeconds?: number | undefined
  /** Rate limits of GoCardless and Nordigen. */
  newPerHour?: number | undefined
  refreshPerMinute?: number | undefined
  /** The clock of the services, in ms since the epoch: `Date` headers and tokens follow it. */
  now?: (() => number) | undefined
  /** Told about errors of the server itself. */
  report?: ((error: unknown) => void) | undefined
}

interface RunningService {
  /** Id of the provider template. */
  template: string
  baseUrl: string
  /** Field values that work. */
  fields: Record<string, string>
  /** All field values there are, and what a client meets with each. */
  accounts: readonly DemoAccount[]
}

export interface DemoServer {
  url: string
  /** Public keys of the services that sign with RS256 and ES256. */
  jwksUrl: string
  services: readonly RunningService[]
  /** Ends every connection at once, also those that hang. */
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

/** What there is to call, for texts about it: these services have no server and no keys of worth. */
export const demoServices = (): DemoService[] =>
  makeServices({
    keys: createSigningKeys(new Uint8Array(32), memoryKeyStore()),
    now: Date.now,
    newPerHour: 0,
    refreshPerMinute: 0,
  })

/**
 * Starts the token services on 127.0.0.1. Rejects with node's error where the port is taken.
 * Which refresh tokens are used up is known to this process only: after a restart a rotated one
 * would be taken once more, which real services would not do.
 */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { accessSeconds, refreshSeconds, newPerHour = 100, refreshPerMinute = 100 } = options
  const now = options.now ?? Date.now
  const keys = createSigningKeys(options.seed, options.keyStore ?? memoryKeyStore())
  const limits = { newPerHour, refreshPerMinute }
  const services = makeServices({ keys, now, accessSeconds, refreshSeconds, ...limits })
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
        server.close(() => resolve()) // its only error: closed already
        server.closeAllConnections()
      }),
  }
}

/** For runs whose tokens need not outlive them. */
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
