import { BlockList, isIPv6 } from 'node:net'
import { randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { readRequiredFields, type RefusedFields } from '../django-fields.ts'
import { createRateLimit, type RateLimitState } from '../rate-limit.ts'
import {
  type Call,
  type DemoAccount,
  type DemoService,
  type Endpoint,
  findAccount,
  json,
  type Reply,
  type ServiceContext,
} from '../service.ts'

/** The two hosts of this API. Each knows only its own tokens. */
export const gocardless = (context: ServiceContext): DemoService =>
  createBankAccountData('gocardless-bank-account-data', '/gocardless', context)

export const nordigen = (context: ServiceContext): DemoService =>
  createBankAccountData('nordigen', '/nordigen', context)

/**
 * GoCardless Bank Account Data, formerly Nordigen: `POST /api/v2/token/new/` and
 * `/api/v2/token/refresh/`, without authorization. A bearer token in a call is ignored.
 */
function createBankAccountData(
  template: string,
  basePath: string,
  context: ServiceContext,
): DemoService {
  const key = context.keys.hmac(template)
  const accessSeconds = context.accessSeconds ?? 86_400
  const refreshSeconds = context.refreshSeconds ?? 2_592_000
  const token = (account: BankAccount, tokenType: 'access' | 'refresh', seconds: number) =>
    key.sign({
      token_type: tokenType,
      exp: Math.floor(context.now() / 1000) + seconds,
      jti: randomUUID().replaceAll('-', ''),
      ...account.identity,
      allowed_cidrs: account.allowedCidrs,
    })

  const obtain = async (call: Call): Promise<Reply> => {
    const fields = await readRequiredFields(call, ['secret_id', 'secret_key'])
    if (fields.state !== 'complete') return fieldsRefused(fields)
    const account = findAccount(accounts, fields.values)
    if (!account) return refuse(401, 'Authentication failed', noAccount)
    if (!account.active) return inactive()
    if (!isAllowed(call.remoteAddress, account.allowedCidrs)) return addressRefused(call)
    return json(200, {
      access: await token(account, 'access', accessSeconds),
      access_expires: accessSeconds,
      refresh: await token(account, 'refresh', refreshSeconds),
      refresh_expires: refreshSeconds,
    })
  }

  const refresh = async (call: Call): Promise<Reply> => {
    const fields = await readRequiredFields(call, ['refresh'])
    if (fields.state !== 'complete') return fieldsRefused(fields)
    const reading = await key.read(fields.values.refresh, context.now())
    const account = reading.state === 'valid' ? refreshAccount(reading.claims) : undefined
    if (!account) return refuse(401, 'Invalid token', 'Token is invalid or expired')
    if (!isAllowed(call.remoteAddress, account.refreshCidrs)) return addressRefused(call)
    return json(200, {
      access: await token(account, 'access', accessSeconds),
      access_expires: accessSeconds,
    })
  }

  return {
    template,
    basePath,
    accounts,
    endpoints: [
      {
        operations: ['obtain'],
        paths: ['/api/v2/token/new/'],
        handle: limited(obtain, 'hour', context.newPerHour ?? 100, 3600, context.now),
        refuse,
      },
      {
        operations: ['refresh'],
        paths: ['/api/v2/token/refresh/'],
        handle: limited(refresh, 'minute', context.refreshPerMinute ?? 100, 60, context.now),
        refuse,
      },
    ],
  }
}

function refreshAccount(claims: JWTPayload): BankAccount | undefined {
  if (claims['token_type'] !== 'refresh') return undefined
  return accounts.find(({ identity }) =>
    Object.entries(identity).every(([name, value]) => claims[name] === value),
  )
}

function isAllowed(address: string, cidrs: readonly string[]): boolean {
  const allowed = new BlockList()
  for (const cidr of cidrs) {
    const [network = '', prefix = ''] = cidr.split('/')
    allowed.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4')
  }
  return allowed.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

const noAccount = 'No active account found with the given credentials'

const refuse = (status: number, summary: string, detail = summary): Reply =>
  json(status, { summary, detail, status_code: status })

/** The API may send `summary` and `detail` as lists, and a `type`; here it does for inactive accounts. */
const inactive = (): Reply =>
  json(401, {
    summary: ['Authentication failed'],
    detail: [noAccount],
    status_code: 401,
    type: 'AccountInactiveError',
  })

const addressRefused = (call: Call): Reply =>
  refuse(
    403,
    'IP address access denied',
    `Your IP ${call.remoteAddress} isn't whitelisted to perform this action`,
  )

const fieldsRefused = (fields: RefusedFields): Reply =>
  fields.state === 'unreadable'
    ? refuse(fields.status, fields.reason)
    : json(400, { ...fields.messages, status_code: 400 })

/** Limits the calls of all accounts together, and reports the limit in every response. */
function limited(
  handle: Endpoint['handle'],
  period: 'hour' | 'minute',
  limit: number,
  periodSeconds: number,
  now: () => number,
): Endpoint['handle'] {
  const take = createRateLimit(limit, periodSeconds, now)
  return async (call) => {
    const state = take()
    const answer = state.allowed
      ? await handle(call)
      : refuse(
          429,
          'Rate limit exceeded',
          `The rate limit for this resource is ${state.limit}/${period}. Please try again in ${state.resetSeconds} seconds`,
        )
    return { ...answer, headers: { ...answer.headers, ...rateLimitHeaders(state) } }
  }
}

/** The service really sends these names with underscores. */
const rateLimitHeaders = ({ limit, remaining, resetSeconds }: RateLimitState) => ({
  http_x_ratelimit_limit: String(limit),
  http_x_ratelimit_remaining: String(remaining),
  http_x_ratelimit_reset: String(resetSeconds),
})

interface BankAccount extends DemoAccount {
  fields: { secret_id: string; secret_key: string }
  active: boolean
  /** The claims that identify the account. Older accounts have a number and the secret_id. */
  identity: { uuid: string } | { id: number; secret_id: string }
  /** The allow list at the time of obtain, which is also a claim. */
  allowedCidrs: readonly string[]
  /** The allow list at the time of refresh. */
  refreshCidrs: readonly string[]
}

const anywhere = ['0.0.0.0/0', '::/0']

/** A documentation network (RFC 5737), which no client on this machine belongs to. */
const elsewhere = ['192.0.2.0/24']

const account = (number: number, meets: string, differences: Partial<BankAccount>): BankAccount => {
  const secretId = `de300000-0000-4000-8000-00000000000${number}`
  return {
    meets,
    fields: { secret_id: secretId, secret_key: `de3${number}`.repeat(32) },
    active: true,
    identity: { uuid: `de3c0000-0000-4000-8000-00000000000${number}` },
    allowedCidrs: anywhere,
    refreshCidrs: anywhere,
    ...differences,
  }
}

const accounts: readonly [BankAccount, ...BankAccount[]] = [
  account(1, 'tokens', {}),
  account(2, '403 on obtain: the allow list excludes this machine', {
    allowedCidrs: elsewhere,
    refreshCidrs: elsewhere,
  }),
  account(3, '403 on refresh: the allow list was narrowed after the tokens were issued', {
    refreshCidrs: elsewhere,
  }),
  account(4, '401 with summary and detail as lists, and a type: inactive account', {
    active: false,
  }),
  account(5, 'tokens of the older kind, with id and secret_id instead of uuid', {
    identity: { id: 50005, secret_id: 'de300000-0000-4000-8000-000000000005' },
  }),
]
