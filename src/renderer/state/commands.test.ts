import { expect, it } from 'vitest'
import { fakeApi } from '../fake-api.fixture.ts'
import type { VaultStatus } from '../../shared/ipc.ts'
import { commandsNow } from './commands.ts'
import { Session } from './session.ts'

async function lockWith(vault: VaultStatus) {
  const api = fakeApi({ vault })
  const session = new Session(api)
  await session.workspace.load()
  commandsNow(session)
    .find(({ label }) => label === 'Lock secrets')
    ?.run()
  return { shown: session.overlay.shown, called: api.calls.map(({ name }) => name) }
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
