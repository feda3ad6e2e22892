import { expect, it } from 'vitest'
import { fakeApi } from '../fake-api.fixture.ts'
import { defaultPreferences } from '../../shared/preferences.ts'
import type { VaultStatus } from '../../shared/vault.ts'
import { commandsNow } from './commands.ts'
import type { ProviderSummary } from '../../shared/ipc.ts'
import { sampleSummary, sampleToken } from '../samples.fixture.ts'
import { Session } from './session.ts'

async function lockWith(vault: VaultStatus) {
  const api = fakeApi({ vault })
  const session = new Session(api)
  await session.workspace.load()
  commandsNow(session)
    .find(({ label }) => label === 'Lock secrets')
    ?.run()
  return { shown: session.navigation.dialog, called: api.calls.map(({ name }) => name) }
}

it('locks secrets that are stored at once', async () => {
  const { shown, called } = await lockWith({ state: 'open', protection: 'passphrase', detail: '' })
  expect(shown).toBeNull()
  expect(called).toContain('lockVault')
})

it('asks before it drops secrets that are in memory only', async () => {
  const { shown, called } = await lockWith({ state: 'open', protection: 'memory', detail: '' })
  expect(shown).toBe('vault')
  expect(called).not.toContain('lockVault')
})

const refreshToken = sampleToken({ slot: 'refresh', endsIn: 2_592_000 })

async function labelsFor(tokens: ProviderSummary['tokens'], slot: 'access' | 'refresh' = 'access') {
  const bank = sampleSummary('Bank', { tokens })
  const session = new Session(fakeApi({ providers: [bank] }))
  await session.workspace.load()
  session.navigation.select(bank.provider.id)
  session.navigation.slot = slot
  return commandsNow(session)
}

it.each([
  ['the access token while it is good', [sampleToken(), refreshToken], 'Copy access token'],
  ['a refresh once it is over', [sampleToken({ endsIn: -5 }), refreshToken], 'Refresh: Bank'],
  ['a new pair where there is none', [], 'Obtain: Bank'],
])('begins with what is wanted next: %s', async (_, tokens, label) => {
  const [first] = await labelsFor(tokens)
  expect(first?.label).toBe(label)
})

it('copies the token that is looked at by its key, whichever stands first', async () => {
  const commands = await labelsFor([sampleToken(), refreshToken], 'refresh')
  const copies = commands.filter(({ label }) => /^Copy \w+ token/.test(label))
  expect(copies.map(({ label, shortcut }) => [label, shortcut])).toEqual([
    ['Copy access token', undefined],
    ['Copy refresh token', 'mod+shift+c'],
  ])
})

it('goes to the neighbours in the order that the list shows', async () => {
  const providers = ['b', 'c', 'a'].map((name) => sampleSummary(name, {}))
  const preferences = { ...defaultPreferences, listOrder: 'name' as const }
  const session = new Session(fakeApi({ providers, preferences }))
  await session.workspace.load()
  session.navigation.select(providers[0]?.provider.id ?? null)
  const go = (label: string) => {
    const command = commandsNow(session).find((each) => each.label === label)
    command?.run()
    return command && session.selected?.provider.name
  }
  expect(go('Next provider')).toBe('c')
  expect(go('Next provider')).toBeUndefined()
  expect(go('Previous provider')).toBe('b')
})
