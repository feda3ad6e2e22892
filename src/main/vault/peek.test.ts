import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Vault } from './vault.ts'
import { mustBeOk, openVault, providerOf, startVault, tokensOf } from './vault.fixture.ts'

const provider = providerOf(1)
const another = providerOf(2)

/** A vault with one provider, started again and not opened yet. */
async function closedVault() {
  const first = await openVault()
  mustBeOk(await first.vault.add(provider, { secret_key: 'planted-secret' }))
  mustBeOk(await first.vault.saveTokens(provider, tokensOf('planted-token')))
  return startVault(first)
}

const namesIn = (list: { providers: { provider: { name: string } }[] }) =>
  list.providers.map((each) => each.provider.name)

describe('the list before the vault is opened', () => {
  it('is what stands in clear', async () => {
    const { vault } = await closedVault()
    const list = mustBeOk(await vault.peek())
    expect(list).toEqual({
      providers: [{ provider, contents: { state: 'locked' }, interrupted: null, unsaved: null }],
      damaged: [],
    })
    expect(JSON.stringify(list)).not.toContain('planted')
  })

  it('asks no keyring', async () => {
    const { vault, keyring } = await closedVault()
    const callsBefore = keyring.calls.length
    mustBeOk(await vault.peek())
    expect(keyring.calls).toHaveLength(callsBefore)
  })

  it('is what the list goes on with, once: no file is read twice at a start', async () => {
    const { vault, folder } = await closedVault()
    mustBeOk(await vault.peek())
    await rm(join(folder, 'providers', `${provider.id}.json`))
    mustBeOk(await vault.open())
    const { providers } = mustBeOk(await vault.list())
    expect(providers[0]?.contents).toMatchObject({
      state: 'ready',
      record: { secrets: { secret_key: 'planted-secret' }, tokens: tokensOf('planted-token') },
    })
    expect(namesIn(mustBeOk(await vault.list()))).toEqual([])
  })

  it.each([
    {
      change: 'adding',
      make: async (vault: Vault) => vault.add(another, {}),
      left: ['Provider 1', 'Provider 2'],
    },
    { change: 'removing', make: async (vault: Vault) => vault.remove(provider.id), left: [] },
    {
      change: 'renaming',
      make: async (vault: Vault) => vault.edit({ ...provider, name: 'Renamed' }, {}),
      left: ['Renamed'],
    },
  ])('is not what it goes on with after $change one', async ({ make, left }) => {
    const { vault } = await closedVault()
    mustBeOk(await vault.open())
    mustBeOk(await vault.peek())
    mustBeOk(await make(vault))
    expect(namesIn(mustBeOk(await vault.list())).toSorted()).toEqual(left)
  })

  it('is not what it goes on with after bringing one back', async () => {
    const { vault } = await closedVault()
    mustBeOk(await vault.open())
    mustBeOk(await vault.remove(provider.id))
    mustBeOk(await vault.peek())
    mustBeOk(await vault.restore(provider.id))
    expect(namesIn(mustBeOk(await vault.list()))).toEqual(['Provider 1'])
  })
})
