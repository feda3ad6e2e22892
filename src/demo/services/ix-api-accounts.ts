import { type DemoAccount, json, type Reply } from '../service.ts'
import { problemType, validationError } from './ix-api-problems.ts'

export interface IxAccount extends DemoAccount {
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

export const accounts: readonly [IxAccount, ...IxAccount[]] = [
  account(1, 'tokens', null),
  account(
    2,
    '400 with a reason that is an object: its secret is of a former version',
    validationError([
      { name: 'api_secret', reason: { code: 'outdated', message: 'Create a new API secret.' } },
    ]),
  ),
  account(
    3,
    '401 whose document says status 403: its key is not active yet',
    json(401, {
      type: problemType('authentication-error'),
      title: 'Authentication Credentials Invalid',
      status: 403,
      detail: 'The key is not active yet.',
    }),
  ),
]
