import { describe, expect, it } from 'vitest'
import { mustBeOk, openVault, providerOf, startVault, tokensOf } from './vault.fixture.ts'

const provider = providerOf(1)

/** A vault with one provider, started again and not opened yet. */
async function closedVault() {
  const first = await openVault()
  mustBeOk(await first.vault.add(provider, { secret_key: 'planted-secret' }))
  mustBeOk(await first.vault.saveTokens(provider, tokensOf('planted-token')))
  return startVault(first)
}

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
})
