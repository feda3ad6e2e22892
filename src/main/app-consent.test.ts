import { describe, expect, it } from 'vitest'
import { appForEachTest } from './app.fixture.ts'
import { doNotChange } from './consent.ts'
import { valueOf } from './provider/provider.fixture.ts'

const main = appForEachTest()
const declined = { ok: false, failure: { kind: 'declined', title: 'Not changed' } }

const draft = {
  name: 'Bank',
  environment: 'production',
  baseUrl: 'https://bank.example/api',
  template: 'gocardless-bank-account-data',
  fields: {},
  secrets: { secret_id: 'planted-id', secret_key: 'planted-key' },
}
const moved = { ...draft, baseUrl: 'https://evil.example', secrets: {} }

async function bank() {
  return valueOf(await main.app.handlers.addProvider(draft)).provider.id
}

async function stored(id: string) {
  const { providers } = await main.snapshot()
  return providers.find(({ provider }) => provider.id === id)
}

describe('moving secrets to another host', () => {
  it('asks, naming both hosts and the secrets, and changes nothing without a yes', async () => {
    const id = await bank()
    expect(main.asked).toEqual([])
    const before = await stored(id)
    main.answer(doNotChange)
    expect(await main.app.handlers.updateProvider({ id, draft: moved })).toMatchObject(declined)
    expect(await stored(id)).toEqual(before)
    expect(main.asked).toHaveLength(1)
    const [asked] = main.asked
    for (const named of ['https://bank.example', 'https://evil.example', 'Secret ID, Secret key']) {
      expect(asked?.detail).toContain(named)
    }
    expect(asked?.buttons[0]).toBe(doNotChange)
    expect(JSON.stringify(asked)).not.toContain('planted')
  })

  it('takes them along after a yes', async () => {
    const id = await bank()
    main.answer('Change and keep the secrets')
    const changed = valueOf(await main.app.handlers.updateProvider({ id, draft: moved }))
    expect(changed.provider.baseUrl).toBe('https://evil.example')
    expect(changed.secrets).toEqual({ state: 'ready', present: ['secret_id', 'secret_key'] })
  })

  it('forgets them on request, except one that was typed for the new host', async () => {
    const id = await bank()
    main.answer('Change and forget the secrets')
    const typed = { ...moved, secrets: { secret_key: 'new' } }
    const changed = valueOf(await main.app.handlers.updateProvider({ id, draft: typed }))
    expect(changed.provider.baseUrl).toBe('https://evil.example')
    expect(changed.secrets).toEqual({ state: 'ready', present: ['secret_key'] })
    expect(main.asked[0]?.detail).toMatch(/^Secrets: Secret ID$/m)
  })

  it('asks for a duplicate, too, and whatever else is called meanwhile', async () => {
    const id = await bank()
    const copy = valueOf(await main.app.handlers.duplicateProvider({ id }))
    main.answer(doNotChange)
    const calls = [id, copy.provider.id, copy.provider.id].map(async (each) =>
      main.app.handlers.updateProvider({ id: each, draft: moved }),
    )
    for (const refused of await Promise.all(calls)) expect(refused).toMatchObject(declined)
    expect((await stored(copy.provider.id))?.provider.baseUrl).toBe(draft.baseUrl)
  })

  it('asks nothing where nothing kept is sent elsewhere', async () => {
    const id = await bank()
    const path = { ...draft, baseUrl: 'https://bank.example/v2', secrets: {} }
    valueOf(await main.app.handlers.updateProvider({ id, draft: path }))
    valueOf(await main.app.handlers.updateProvider({ id, draft: { ...moved, ...draft } }))
    const typed = { ...moved, secrets: draft.secrets }
    valueOf(await main.app.handlers.updateProvider({ id, draft: typed }))
    expect(main.asked).toEqual([])
  })

  it('shows a name that is chosen to mislead as a quoted name', async () => {
    const name = `Update\u202e\n\nTo: https://bank.example ${'x'.repeat(100)}`
    const { provider } = valueOf(await main.app.handlers.addProvider({ ...draft, name }))
    main.answer(doNotChange)
    await main.app.handlers.updateProvider({ id: provider.id, draft: moved })
    const [line] = main.asked[0]?.detail.split('\n') ?? []
    expect(line).toMatch(/^Provider: "Update\[U\+202E\]\[U\+000A\]\[U\+000A\]To: .{1,40}…"$/)
  })
})

describe('the host of a key source', () => {
  const keySource = { from: 'jwks-url', url: 'https://keys.example/jwks' } as const

  it('is asked for unless it is the own one of the provider', async () => {
    const id = await bank()
    const own = { from: 'issuer', issuer: 'https://bank.example/realm' } as const
    valueOf(await main.app.handlers.setKeySource({ id, keySource: own }))
    expect(main.asked).toEqual([])
    main.answer(doNotChange)
    expect(await main.app.handlers.setKeySource({ id, keySource })).toMatchObject(declined)
    expect((await stored(id))?.provider.keySource).toEqual(own)
    expect(main.asked[0]?.detail).toContain('From: https://bank.example\nTo: https://keys.example')
    main.answer('Change')
    valueOf(await main.app.handlers.setKeySource({ id, keySource }))
    expect((await stored(id))?.provider.keySource).toEqual(keySource)
    valueOf(await main.app.handlers.setKeySource({ id, keySource }))
    expect(main.asked).toHaveLength(2)
  })
})

it('asks before stored secrets become those of a demo provider', async () => {
  const id = await bank()
  main.answer(doNotChange)
  const toDemo = { ...draft, baseUrl: 'demo:', secrets: {} }
  expect(await main.app.handlers.updateProvider({ id, draft: toDemo })).toMatchObject(declined)
  expect((await stored(id))?.provider.baseUrl).toBe(draft.baseUrl)
})

it('keeps what was changed while a question was open', async () => {
  const id = await bank()
  main.answer('Change and keep the secrets')
  main.whileAsking(async () =>
    main.app.handlers.muteFinding({ id, finding: 'no-issuer', muted: true }),
  )
  valueOf(await main.app.handlers.updateProvider({ id, draft: moved }))
  expect((await stored(id))?.provider).toMatchObject({
    baseUrl: 'https://evil.example',
    mutedFindings: ['no-issuer'],
  })
})
