import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from './answer.ts'
import type { SigningKeys } from './signing-keys.ts'

/** One request to an endpoint, its body complete. */
export interface Call {
  headers: IncomingHttpHeaders
  body: Uint8Array
  /** Address of the client, as allow lists see it. */
  remoteAddress: string
}

/** One address of a service. All token endpoints are called with POST. */
export interface Endpoint {
  /** Names in `_faults` and `_log`; several where a template calls one endpoint for several things. */
  operations: readonly [string, ...string[]]
  /** Exact paths below the service's base path. A trailing slash belongs to the path. */
  paths: readonly string[]
  handle: (call: Call) => Promise<Answer>
  /** The service's own shape for what it says to any request: wrong method, too large, a fault. */
  refuse: (status: number, reason: string) => Answer
}

/** Field values a client may use, and what it meets with them. */
export interface DemoAccount {
  meets: string
  fields: Record<string, string>
}

export interface DemoService {
  /** Id of the provider template that calls it. */
  template: string
  basePath: string
  /** The first account works; each of the others meets one documented error or variant. */
  accounts: readonly [DemoAccount, ...DemoAccount[]]
  endpoints: readonly Endpoint[]
}

/** What every service is made from. */
export interface ServiceContext {
  keys: SigningKeys
  /** The clock of the services, in ms since the epoch. */
  now: () => number
  /** Lifetimes of issued tokens; without them each service uses its documented ones. */
  accessSeconds?: number | undefined
  refreshSeconds?: number | undefined
  newPerHour: number
  refreshPerMinute: number
}
