import { expect, it } from 'vitest'
import { ok, type Result } from '../../shared/result.ts'
import type { VaultStatus } from '../../shared/vault.ts'
import type { StoredProvider, StoredProviders } from '../vault/provider-actions.ts'
import { providerOf, tokensOf } from '../vault/vault.fixture.ts'
import { createEntries } from './entries.ts'

const provider = providerOf(1)
const ready: StoredProvider = {
  provider,
  contents: { state: 'ready', record: { secrets: {}, tokens: tokensOf('planted') } },
  interrupted: null,
  unsaved: null,
}
const of = { id: provider.id, slot: 'access' } as const

/** Entries of a vault whose reading takes until `arrive`. */
function slowEntries() {
  let status: VaultStatus = { state: 'open', protection: 'memory', detail: '' }
  const read = Promise.withResolvers<Result<StoredProvider>>()
  const list = Promise.withResolvers<Result<StoredProviders>>()
  const entries = createEntries({
    list: () => list.promise,
    peek: () => list.promise,
    read: () => read.promise,
    status: () => status,
  })
  return {
    entries,
    lock: (): void => {
      status = { state: 'locked', protection: 'memory', detail: '' }
      entries.lock()
    },
    arrive: (): void => {
      read.resolve(ok(ready))
      list.resolve(ok({ providers: [ready], damaged: [] }))
    },
  }
}

it.each(['load', 'reload', 'put'] as const)(
  'keeps no secret that arrives by %s after the vault was locked',
  async (way) => {
    const { entries, lock, arrive } = slowEntries()
    const reading = way === 'load' ? entries.load() : entries.reload(provider.id)
    lock()
    arrive()
    await reading
    if (way === 'put') entries.put(ready)
    expect(entries.all()).toMatchObject([{ contents: { state: 'locked' } }])
    expect(entries.token(of)).toMatchObject({ ok: false, failure: { kind: 'locked' } })
  },
)

it('drops the secrets that it has when the vault is locked', async () => {
  const { entries, lock, arrive } = slowEntries()
  arrive()
  await entries.load()
  expect(entries.token(of)).toMatchObject({ ok: true, value: { token: { text: 'planted' } } })
  lock()
  expect(entries.token(of)).toMatchObject({ ok: false, failure: { kind: 'locked' } })
})
