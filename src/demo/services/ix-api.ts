import { randomUUID } from 'node:crypto'
import { readRequiredFields } from '../django-fields.ts'
import {
  type Call,
  createUsedTokens,
  type DemoService,
  findAccount,
  json,
  type Reply,
  type ServiceContext,
} from '../service.ts'
import { accounts } from './ix-api-accounts.ts'
import {
  authenticationError,
  fieldsRefused,
  notAuthenticated,
  refuse,
  signatureExpired,
} from './ix-api-problems.ts'

/**
 * The AuthApi of IX-API v2: `POST /auth/token` and `/auth/refresh`, JSON only. Each response has two
 * new tokens, and a refresh token works once. Access tokens are signed with RS256 and refresh tokens
 * with ES256, so that clients meet both.
 */
export function ixApi(context: ServiceContext): DemoService {
  const keys = { access: context.keys.rsa('ix-api'), refresh: context.keys.ec('ix-api') }
  const seconds = {
    access: context.accessSeconds ?? 900,
    refresh: context.refreshSeconds ?? 86_400,
  }
  const isFirstUse = createUsedTokens(context.now)

  const token = (type: 'access' | 'refresh', subject: string) => {
    const issuedAt = Math.floor(context.now() / 1000)
    return keys[type].sign({
      iss: 'https://ix.example/api/v2',
      sub: subject,
      iat: issuedAt,
      exp: issuedAt + seconds[type],
      jti: randomUUID(),
      token_type: type,
    })
  }
  const bothTokens = async (subject: string): Promise<Reply> =>
    json(201, {
      access_token: await token('access', subject),
      refresh_token: await token('refresh', subject),
    })

  const obtain = async (call: Call): Promise<Reply> => {
    if (call.body.length === 0) return notAuthenticated()
    const fields = await readRequiredFields(call, ['api_key', 'api_secret'], mediaTypes)
    if (fields.state !== 'complete') return fieldsRefused(fields)
    const account = findAccount(accounts, fields.values)
    if (!account) return authenticationError('No account has this key and secret.')
    return account.refusal ?? bothTokens(account.fields.api_key)
  }

  const refresh = async (call: Call): Promise<Reply> => {
    if (call.body.length === 0) return notAuthenticated()
    const fields = await readRequiredFields(call, ['refresh_token'], mediaTypes)
    if (fields.state !== 'complete') return fieldsRefused(fields)
    const reading = await keys.refresh.read(fields.values.refresh_token, context.now())
    if (reading.state === 'expired') return signatureExpired()
    if (reading.state === 'invalid') return authenticationError('Not a refresh token.')
    const { jti = '', exp = 0, sub = '' } = reading.claims
    if (!isFirstUse(jti, exp)) return authenticationError('The refresh token was used before.')
    return bothTokens(sub)
  }

  return {
    template: 'ix-api',
    basePath: '/ix-api/api/v2',
    accounts,
    endpoints: [
      { operations: ['obtain'], paths: ['/auth/token'], handle: obtain, refuse },
      { operations: ['refresh'], paths: ['/auth/refresh'], handle: refresh, refuse },
    ],
  }
}

const mediaTypes = ['application/json']
