import type { DemoAccount } from '../service.ts'

export interface BankAccount extends DemoAccount {
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

export const accounts: readonly [BankAccount, ...BankAccount[]] = [
  account(1, 'tokens', {}),
  account(2, '403 on obtain: its allow list excludes this machine', {
    allowedCidrs: elsewhere,
    refreshCidrs: elsewhere,
  }),
  account(3, '403 on refresh: its allow list was narrowed after its tokens were issued', {
    refreshCidrs: elsewhere,
  }),
  account(4, '401 with summary and detail as lists, and a type: it is inactive', { active: false }),
  account(5, 'tokens of the older kind, with id and secret_id instead of uuid', {
    identity: { id: 50005, secret_id: 'de300000-0000-4000-8000-000000000005' },
  }),
]
