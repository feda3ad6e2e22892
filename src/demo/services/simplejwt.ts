import { randomUUID } from 'node:crypto'
import { readRequiredFields, type RefusedFields } from '../django-fields.ts'
import {
  type Call,
  createUsedTokens,
  type DemoAccount,
  type DemoService,
  findAccount,
  json,
  type Reply,
  type ServiceContext,
} from '../service.ts'

/**
 * A Django site with djangorestframework-simplejwt: `POST /api/token/` and `/api/token/refresh/`.
 * Rotation is a setting of a site; here one user has it and the other has not.
 */
export function simplejwt(context: ServiceContext): DemoService {
  const key = context.keys.hmac('djangorestframework-simplejwt')
  const seconds = {
    access: context.accessSeconds ?? 300,
    refresh: context.refreshSeconds ?? 86_400,
  }
  const isFirstUse = createUsedTokens(context.now)

  const token = (type: 'access' | 'refresh', account: UserAccount) => {
    const issuedAt = Math.floor(context.now() / 1000)
    return key.sign({
      token_type: type,
      exp: issuedAt + seconds[type],
      iat: issuedAt,
      jti: randomUUID().replaceAll('-', ''),
      user_id: account.userId,
    })
  }

  const obtain = async (call: Call): Promise<Reply> => {
    const fields = await readRequiredFields(call, ['username', 'password'])
    if (fields.state !== 'complete') return fieldsRefused(fields)
    const account = findAccount(accounts, fields.values)
    if (!account)
      return unauthorized({ detail: 'No active account found with the given credentials' })
    return json(200, {
      refresh: await token('refresh', account),
      access: await token('access', account),
    })
  }

  const refresh = async (call: Call): Promise<Reply> => {
    const fields = await readRequiredFields(call, ['refresh'])
    if (fields.state !== 'complete') return fieldsRefused(fields)
    const reading = await key.read(fields.values.refresh, context.now())
    if (reading.state !== 'valid') return tokenNotValid(`Token is ${reading.state}`)
    const { jti = '', exp = 0 } = reading.claims
    if (reading.claims['token_type'] !== 'refresh') return tokenNotValid('Token has wrong type')
    const account = accounts.find(({ userId }) => userId === reading.claims['user_id'])
    if (!account) return tokenNotValid('Token is invalid')
    if (!account.rotates) return json(200, { access: await token('access', account) })
    if (!isFirstUse(jti, exp)) return tokenNotValid('Token is blacklisted')
    return json(200, {
      access: await token('access', account),
      refresh: await token('refresh', account),
    })
  }

  return {
    template: 'djangorestframework-simplejwt',
    basePath: '/simplejwt',
    accounts,
    endpoints: [
      { operations: ['obtain'], paths: ['/api/token/'], handle: obtain, refuse },
      { operations: ['refresh'], paths: ['/api/token/refresh/'], handle: refresh, refuse },
    ],
  }
}

const refuse = (status: number, detail: string): Reply => json(status, { detail })

const unauthorized = (body: object): Reply =>
  json(401, body, { 'www-authenticate': 'Bearer realm="api"' })

const tokenNotValid = (detail: string): Reply => unauthorized({ detail, code: 'token_not_valid' })

const fieldsRefused = (fields: RefusedFields): Reply =>
  fields.state === 'unreadable' ? refuse(fields.status, fields.reason) : json(400, fields.messages)

interface UserAccount extends DemoAccount {
  fields: { username: string; password: string }
  userId: string
  rotates: boolean
}

const accounts: readonly [UserAccount, ...UserAccount[]] = [
  {
    meets: 'tokens',
    fields: { username: 'demo', password: 'demo-password' },
    userId: '1',
    rotates: false,
  },
  {
    meets: 'tokens, and a new refresh token with each refresh, after which the old one is refused',
    fields: { username: 'demo-rotating', password: 'demo-password' },
    userId: '2',
    rotates: true,
  },
]
