import { describe, expect, it } from 'vitest'
import { mustBeOk, openVault, providerOf, readProvider } from './vault.fixture.ts'

const provider = providerOf(1)
const declined = { ok: false, failure: { kind: 'declined', code: 'unapproved-move' } }
const from = 'https://bank.example'

async function withSecrets() {
  const { vault } = await openVault()
  mustBeOk(await vault.add(provider, { secret_id: 'a', secret_key: 'b' }))
  return vault
}

describe('secrets and the host that they are sent to', () => {
  it.each([
    'https://evil.example/api/v2',
    'https://bank.example:8443/api/v2',
    'http://bank.example/api/v2',
    'https://bank.example.evil.example',
    'not a url',
    'demo:',
  ])('are not taken to %s unasked', async (baseUrl) => {
    const vault = await withSecrets()
    expect(await vault.edit({ ...provider, baseUrl }, {})).toMatchObject(declined)
    expect(await vault.edit({ ...provider, baseUrl }, { secret_id: 'new' })).toMatchObject(declined)
    expect((await readProvider(vault, provider.id)).provider).toEqual(provider)
  })

  it.each(['https://bank.example/api/v3', 'https://bank.example:443'])(
    'are taken to %s, which is no other host',
    async (baseUrl) => {
      const vault = await withSecrets()
      mustBeOk(await vault.edit({ ...provider, baseUrl }, {}))
    },
  )

  it('need a yes for this place and for each of them', async () => {
    const vault = await withSecrets()
    const moved = { ...provider, baseUrl: 'https://other.example' }
    const both = ['secret_id', 'secret_key']
    for (const approved of [
      { from: 'https://elsewhere.example', secrets: both },
      { from, secrets: ['secret_id'] },
    ]) {
      expect(await vault.edit(moved, {}, approved)).toMatchObject(declined)
    }
    mustBeOk(await vault.edit(moved, {}, { from, secrets: both }))
    expect(await vault.edit(provider, {}, { from, secrets: both })).toMatchObject(declined)
  })

  it('need none where they are entered again or dropped', async () => {
    const vault = await withSecrets()
    const moved = { ...provider, baseUrl: 'https://other.example' }
    mustBeOk(await vault.edit(moved, { secret_id: 'new', secret_key: '' }))
    expect((await readProvider(vault, provider.id)).contents).toMatchObject({
      record: { secrets: { secret_id: 'new' } },
    })
  })
})
