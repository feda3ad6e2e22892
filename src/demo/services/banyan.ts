import { randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import {
  bare,
  type Call,
  type DemoAccount,
  type DemoService,
  json,
  type Reply,
  type ServiceContext,
} from '../service.ts'

/**
 * The RefreshToken API of a Banyan console, without request bodies. v1 makes an access token from a
 * refresh token or an API key secret. v2 makes a refresh token from the access token of a login.
 */
export function banyan(context: ServiceContext): DemoService {
  const key = context.keys.rsa('banyan')
  const accessSeconds = context.accessSeconds ?? 3600
  const refreshSeconds = context.refreshSeconds ?? 2_592_000
  const nowSeconds = () => Math.floor(context.now() / 1000)

  const accessToken = ({ claims }: BanyanAccount) =>
    key.sign({
      ...claims,
      iat: nowSeconds(),
      exp: nowSeconds() + accessSeconds,
      jti: randomUUID(),
    })
  const refreshToken = async (account: BanyanAccount) =>
    key.sign({
      AccessToken: await accessToken(account),
      ...account.claims,
      Refresh: 'true',
      exp: nowSeconds() + refreshSeconds,
    })

  const makeAccessToken = async (call: Call): Promise<Reply> => {
    const bearer = bearerOf(call)
    if (bearer === null) return bare(400)
    const keyOwner = accounts.find(({ fields }) => fields.credential === bearer)
    if (keyOwner) return keyOwner.revoked ? bare(403) : json(200, await message(keyOwner))

    const reading = await key.read(bearer, context.now())
    if (reading.state === 'expired') return coded(401, 'The refresh token has expired')
    if (reading.state === 'invalid')
      return json(401, { Message: 'Neither a refresh token nor an API key secret' })
    const owner = accountOf(reading.claims)
    if (!owner || reading.claims['Refresh'] !== 'true')
      return coded(403, 'An access token cannot be refreshed')
    return json(200, await message(owner))
  }

  const message = async (account: BanyanAccount) => ({ Message: await accessToken(account) })

  const makeRefreshToken = async (call: Call): Promise<Reply> => {
    const bearer = bearerOf(call)
    if (bearer === null) return envelope(401, 'Authorization is missing')
    const reading = await key.read(bearer, context.now())
    if (reading.state === 'expired') return envelope(401, 'The access token has expired')
    const account = reading.state === 'valid' ? accountOf(reading.claims) : undefined
    if (reading.state === 'invalid' || !account || reading.claims['Refresh'] === 'true')
      return envelope(401, 'Not an access token of this organisation')
    const { refusal } = account
    if (refusal) return envelope(refusal.status, refusal.description, refusal.code)
    return envelope(200, '', 0, { refresh_token: await refreshToken(account) })
  }

  return {
    template: 'banyan',
    basePath: '/banyan',
    accounts,
    endpoints: [
      {
        // One endpoint for both: it accepts either credential.
        operations: ['obtain', 'refresh'],
        paths: ['/v1/refresh_token', '/api/v1/refresh_token'],
        handle: makeAccessToken,
        refuse: (status) => bare(status), // v1 documents its statuses without a body.
      },
      {
        operations: ['generate-refresh-token'],
        paths: ['/v2/refresh_token', '/api/v2/refresh_token'],
        handle: makeRefreshToken,
        refuse: (status, reason) => envelope(status, reason),
      },
    ],
  }
}

/** RFC 6750 §2.1. Null if there is no bearer token. */
const bearerOf = ({ headers }: Call): string | null =>
  /^Bearer +([^ ]+)$/i.exec(headers.authorization ?? '')?.[1] ?? null

const accountOf = (claims: JWTPayload): BanyanAccount | undefined =>
  accounts.find((account) => account.claims.Email === claims['Email'])

/** One of the two error formats of v1. The other one is `{"Message"}`. */
const coded = (status: number, error: string): Reply => json(status, { error_code: status, error })

/** v2 wraps every response. In an error, `data` is a number. */
const envelope = (
  status: number,
  description: string,
  code: number = status,
  data: unknown = 0,
): Reply =>
  json(status, {
    request_id: randomUUID(),
    error_code: code,
    error_description: description,
    data,
  })

interface BanyanAccount extends DemoAccount {
  /** An API key secret. */
  fields: { credential: string }
  claims: { Auth: 'LOCAL' | 'SAML'; Email: string; OrgID: string; Profile: string }
  revoked: boolean
  /** Why v2 makes no refresh token for this admin; null if it makes one. */
  refusal: { status: number; code: number; description: string } | null
}

const account = (
  name: string,
  meets: string,
  differences: Partial<BanyanAccount> & { auth?: 'SAML' } = {},
): BanyanAccount => {
  const { auth = 'LOCAL', ...others } = differences
  return {
    meets,
    fields: { credential: `demo-api-key-secret-of-${name}-0123456789abcdef` },
    claims: {
      Auth: auth,
      Email: `${name}@banyan.example`,
      OrgID: 'de300000-0000-4000-8000-0000000000b0',
      Profile: 'Admin',
    },
    revoked: false,
    refusal: null,
    ...others,
  }
}

const accounts: readonly [BanyanAccount, ...BanyanAccount[]] = [
  account('local-admin', 'tokens'),
  account('absent-admin', '401 on generate-refresh-token: no login in the past 5 hours', {
    refusal: {
      status: 401,
      code: 401,
      description: 'Log out and in again: the last login is older than 5 hours',
    },
  }),
  account(
    'saml-admin',
    '403 on generate-refresh-token: the organisation does not allow SAML admins',
    {
      auth: 'SAML',
      refusal: {
        status: 403,
        code: 403,
        description: 'Refresh tokens of SAML admins are not enabled for this organisation',
      },
    },
  ),
  account(
    'full-admin',
    '200 with an error_code on generate-refresh-token: too many refresh tokens',
    {
      refusal: { status: 200, code: 1007, description: 'The admin has 10 refresh tokens already' },
    },
  ),
  account('former-admin', '403 without a body on obtain: revoked API key', {
    revoked: true,
  }),
]
