import { BlockList, isIPv6 } from 'node:net'
import { randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { readRequiredFields } from '../django-fields.ts'
import {
  type Call,
  type DemoService,
  findAccount,
  json,
  type Reply,
  type ServiceContext,
} from '../service.ts'
import { accounts, type BankAccount } from './bank-account-data-accounts.ts'
import {
  addressRefused,
  fieldsRefused,
  inactive,
  limited,
  noAccount,
  refuse,
} from './bank-account-data-replies.ts'

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
