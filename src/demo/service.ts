import type { IncomingHttpHeaders } from 'node:http'
import type { SigningKeys } from './signing-keys.ts'

/** One request to an endpoint, its body complete. */
export interface Call {
  headers: IncomingHttpHeaders
  body: Uint8Array
  /** Address of the client, for allow lists. */
  remoteAddress: string
}

/** The response of a service, before it is written to the connection. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

export const json = (
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

/** An HTML page, like that of a proxy or a web framework. */
export const page = (status: number, title: string): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html>\n<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
})

/** A reply without a body. */
export const bare = (status: number, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body: '',
})

/** One address of a service. All token endpoints are called with POST. */
export interface Endpoint {
  /** Names in `_faults` and `_log`; several if a template has several operations for one endpoint. */
  operations: readonly [string, ...string[]]
  /** Exact paths below the base path of the service. A trailing slash is part of the path. */
  paths: readonly string[]
  handle: (call: Call) => Promise<Reply>
  /** An error in the service's own format: wrong method, too large, a planned fault. */
  refuse: (status: number, reason: string) => Reply
}

/** Field values that a client may use, and what happens with them. */
export interface DemoAccount {
  meets: string
  fields: Record<string, string>
}

export const findAccount = <Account extends DemoAccount>(
  accounts: readonly Account[],
  values: Record<string, string>,
): Account | undefined =>
  accounts.find(({ fields }) => Object.keys(values).every((name) => fields[name] === values[name]))

export interface DemoService {
  /** Id of the provider template that calls it. */
  template: string
  basePath: string
  /** The first account works. Each of the others meets one documented error or variant. */
  accounts: readonly [DemoAccount, ...DemoAccount[]]
  endpoints: readonly Endpoint[]
}

export interface ServiceContext {
  keys: SigningKeys
  /** The clock of the services, for tokens and `Date` headers; epoch milliseconds. */
  now: () => number
  /** Lifetimes of issued tokens, in seconds. Default: what each service documents. */
  accessSeconds?: number | undefined
  refreshSeconds?: number | undefined
  /** Rate limits of GoCardless and Nordigen, for obtain and refresh. Default: 100. */
  newPerHour?: number | undefined
  refreshPerMinute?: number | undefined
}

/**
 * Remembers used refresh tokens until they expire. In memory only: after a restart a used token is
 * accepted once more.
 *
 * @returns marks a token as used, and returns whether this was its first use
 */
export function createUsedTokens(now: () => number) {
  const expirySeconds = new Map<string, number>()

  return (tokenId: string, expiresAtSeconds: number): boolean => {
    const nowSeconds = now() / 1000
    for (const [id, expiry] of expirySeconds) if (expiry <= nowSeconds) expirySeconds.delete(id)
    if (expirySeconds.has(tokenId)) return false
    expirySeconds.set(tokenId, expiresAtSeconds)
    return true
  }
}
