import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
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

/** IX-API sends problem documents (RFC 9457) as `application/json`; `status` is optional in them. */
const problem = (status: number, type: string, title: string, more: object = {}): Reply =>
  json(status, { type: `https://errors.ix-api.net/v2/${type}.html`, title, ...more })

const authenticationError = (detail: string, status = 401): Reply =>
  problem(401, 'authentication-error', 'Authentication Credentials Invalid', { status, detail })

const signatureExpired = (): Reply =>
  problem(401, 'signature-expired', 'Token Signature Expired', {
    detail: 'The refresh token has expired.',
    instance: `urn:uuid:${randomUUID()}`,
  })

const notAuthenticated = (): Reply =>
  problem(401, 'not-authenticated', 'Authentication Credentials Were Not Provided')

const validationError = (properties: { name: string; reason: unknown }[]): Reply =>
  problem(400, 'validation-error', 'Some fields did not validate.', { properties })

/** RFC 9457 §4.2.1: with `about:blank` the title is the name of the status. */
const refuse = (status: number, detail: string): Reply =>
  json(status, { type: 'about:blank', title: STATUS_CODES[status] ?? 'Unknown', status, detail })

const fieldsRefused = (fields: RefusedFields): Reply =>
  fields.state === 'unreadable'
    ? refuse(fields.status, fields.reason)
    : validationError(Object.entries(fields.messages).map(([name, [reason]]) => ({ name, reason })))

interface IxAccount extends DemoAccount {
  /** With the usual lengths of 16 and 86 characters. */
  fields: { api_key: string; api_secret: string }
  refusal: Reply | null
}

const account = (number: number, meets: string, refusal: Reply | null): IxAccount => ({
  meets,
  fields: {
    api_key: `demoapikey00000${number}`,
    api_secret: `demo-api-secret-${number}-`.padEnd(86, '0123456789abcdef'),
  },
  refusal,
})

const accounts: readonly [IxAccount, ...IxAccount[]] = [
  account(1, 'tokens', null),
  account(
    2,
    '400 with a reason that is an object: outdated secret',
    validationError([
      { name: 'api_secret', reason: { code: 'outdated', message: 'Create a new API secret.' } },
    ]),
  ),
  account(
    3,
    '401 with a document that says status 403: the key is not active yet',
    authenticationError('The key is not active yet.', 403),
  ),
]
