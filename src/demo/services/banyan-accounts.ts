import type { DemoAccount } from '../service.ts'

export interface BanyanAccount extends DemoAccount {
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

export const accounts: readonly [BanyanAccount, ...BanyanAccount[]] = [
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
  account('full-admin', '200 with an error_code on generate-refresh-token: it has enough of them', {
    refusal: { status: 200, code: 1007, description: 'The admin has 10 refresh tokens already' },
  }),
  account('former-admin', '403 without a body on obtain: its API key is revoked', {
    revoked: true,
  }),
]
