import { readFile, writeFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { demoServices } from '../demo/index.ts'
import { appForEachTest } from './app.fixture.ts'
import { valueOf } from './provider/provider.fixture.ts'

const main = appForEachTest()

it('opens a cited document by its citation, and nothing else', async () => {
  const open = (reference: string) => main.app.handlers.openReference({ reference })
  expect(await open('RFC 7519 4.1.4')).toMatchObject({ ok: true })
  expect(await open('https://evil.example')).toMatchObject({ ok: false })
  expect(main.opened).toEqual(['https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4'])
})

it('starts without asking the network', async () => {
  const connect = vi.spyOn(Socket.prototype, 'connect')
  onTestFinished(() => {
    connect.mockRestore()
  })
  await main.restart()
  await main.snapshot()
  // Even a request that is made at once has no socket yet.
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(connect).not.toHaveBeenCalled()
})

describe('the first start', () => {
  it('has a provider for every demo service, ready to obtain', async () => {
    const { providers, app: about } = await main.snapshot()
    expect(about.firstStart).toBe(true)
    expect(providers.map(({ provider }) => provider.template).sort()).toEqual(
      demoServices()
        .map(({ template }) => template)
        .sort(),
    )
    expect(providers.every(({ secrets }) => secrets.state === 'ready')).toBe(true)
  })

  it('happens once: removed demo providers stay away', async () => {
    const { providers } = await main.snapshot()
    for (const { provider } of providers)
      await main.app.handlers.removeProvider({ id: provider.id })
    await main.restart()
    expect((await main.snapshot()).providers).toEqual([])
  })

  it('adds no demo provider twice, and those that are missing', async () => {
    const [first, ...others] = (await main.snapshot()).providers
    await main.app.handlers.removeProvider({ id: first?.provider.id ?? '' })
    main.losePreferences()
    await main.restart()
    const after = (await main.snapshot()).providers.map(({ provider }) => provider)
    expect(after).toHaveLength(others.length + 1)
    expect(after).toEqual(expect.arrayContaining(others.map(({ provider }) => provider)))
    expect(after.map(({ template }) => template)).toContain(first?.provider.template)
  })

  it('shows the list where the demo cannot be added, because the vault is locked', async () => {
    main.answer('Change')
    const protection = { protection: 'passphrase', passphrase: 'correct horse battery' } as const
    valueOf(await main.app.handlers.protectVault(protection))
    const [first] = (await main.snapshot()).providers
    await main.app.handlers.removeProvider({ id: first?.provider.id ?? '' })
    main.losePreferences()
    main.allowLog(/locked/)
    await main.restart()
    const { providers, vault } = await main.snapshot()
    expect(vault.state).toBe('locked')
    expect(providers.length).toBeGreaterThan(0)
  })

  it('leaves the demo out where a person does not want it', async () => {
    await main.app.handlers.setPreferences({ demo: false })
    expect((await main.snapshot()).providers).toEqual([])
    await main.app.handlers.setPreferences({ demo: true })
    expect((await main.snapshot()).providers).not.toEqual([])
  })
})

describe('a provider', () => {
  it('obtains, refreshes and keeps its tokens over a restart', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    expect(await main.run(provider.id, 'obtain')).toMatchObject({ status: 200, end: { ok: true } })
    const first = (await main.demoProvider(provider.template)).tokens
    expect(first.map(({ slot }) => slot)).toEqual(['access', 'refresh'])
    expect(await main.run(provider.id, 'refresh')).toMatchObject({ status: 200, end: { ok: true } })
    const second = (await main.demoProvider(provider.template)).tokens
    expect(second[1]).toEqual(first[1])
    expect(second[0]?.fingerprint).not.toBe(first[0]?.fingerprint)
    await main.restart()
    expect((await main.demoProvider(provider.template)).tokens).toEqual(second)
  })

  it('obtains and, where it can, refreshes from every demo service', async () => {
    for (const { provider } of (await main.snapshot()).providers) {
      const outcome = await main.run(provider.id, 'obtain')
      expect([provider.template, outcome.end.ok]).toEqual([provider.template, true])
      const { tokens } = await main.demoProvider(provider.template)
      if (!tokens.some(({ slot }) => slot === 'refresh')) continue
      expect((await main.run(provider.id, 'refresh')).end.ok).toBe(true)
    }
  })

  it('has each call in the activity, whose line keeps nobody waiting', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    const outcome = await main.run(provider.id, 'obtain')
    const added = () => main.events.filter(({ name }) => name === 'activityAdded')
    expect(added()).toEqual([])
    await expect.poll(() => added()).toHaveLength(1)
    const [entry] = valueOf(await main.app.handlers.activity(null))
    expect(added()).toEqual([{ name: 'activityAdded', event: entry }])
    const masked = { place: 'body', name: 'access', value: { masked: true } }
    expect(entry).toMatchObject({
      providerId: provider.id,
      operation: 'obtain',
      startedAtMs: outcome.startedAtMs,
      status: 200,
      received: ['access', 'refresh'],
      response: expect.arrayContaining([masked]) as unknown,
    })
  })

  it('is told about only when it changed', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    const changes = main.events.filter(({ name }) => name === 'providerChanged')
    const texts = changes.map(({ event }) => JSON.stringify(event))
    expect(texts.some((text, index) => text === texts[index - 1])).toBe(false)
    const before = changes.length
    await main.app.handlers.saveAgain({ id: provider.id })
    expect(main.events.filter(({ name }) => name === 'providerChanged')).toHaveLength(before)
  })

  it('is added, changed, duplicated, removed and brought back', async () => {
    const draft = {
      name: 'Mine',
      environment: 'sandbox',
      baseUrl: 'https://bank.example',
      template: 'gocardless-bank-account-data',
      fields: {},
      secrets: { secret_id: 'id', secret_key: 'key' },
    }
    const added = valueOf(await main.app.handlers.addProvider(draft))
    const { id } = added.provider
    expect(added.secrets).toEqual({ state: 'ready', present: ['secret_id', 'secret_key'] })
    const renamed = { ...draft, name: 'Renamed', secrets: {} }
    const changed = valueOf(await main.app.handlers.updateProvider({ id, draft: renamed }))
    expect(changed.provider.name).toBe('Renamed')
    expect(changed.secrets).toEqual(added.secrets)
    const copy = valueOf(await main.app.handlers.duplicateProvider({ id }))
    expect(copy.provider.name).toBe('Renamed (copy)')
    expect(copy.secrets).toEqual(added.secrets)
    valueOf(await main.app.handlers.removeProvider({ id }))
    expect((await main.snapshot()).providers.map(({ provider }) => provider.id)).not.toContain(id)
    expect(valueOf(await main.app.handlers.undoRemoveProvider({ id }))).toEqual(changed)
  })

  it('keeps the order that a person gave it', async () => {
    const ids = (await main.snapshot()).providers.map(({ provider }) => provider.id).reverse()
    await main.app.handlers.orderProviders({ ids })
    expect((await main.snapshot()).providers.map(({ provider }) => provider.id)).toEqual(ids)
  })

  it.each([
    ['in 1901', -2_177_452_800_000],
    ['at the very beginning of 1970', 0.5],
    ['in the year 12000', 316_516_204_800_000],
  ])('is stored and read again with the clock %s', async (_, ms) => {
    main.setClock(() => ms)
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    const copy = valueOf(await main.app.handlers.duplicateProvider({ id: provider.id }))
    expect((await main.run(provider.id, 'obtain')).end.ok).toBe(true)
    await main.restart()
    const { providers, damaged } = await main.snapshot()
    expect(damaged).toEqual([])
    expect(providers.map((each) => each.provider.id)).toContain(copy.provider.id)
    const again = providers.find((each) => each.provider.id === provider.id)
    expect(again?.tokens).toHaveLength(2)
  })

  it('costs nobody else when its file is damaged', async () => {
    const { providers } = await main.snapshot()
    const [damaged, ...others] = providers
    await main.stop()
    const file = join(main.folder, 'providers', `${damaged?.provider.id ?? ''}.json`)
    await writeFile(file, '{ cut')
    await main.start()
    const after = await main.snapshot()
    expect(after.damaged.map((each) => each.file)).toEqual([`${damaged?.provider.id ?? ''}.json`])
    expect(after.providers).toHaveLength(others.length)
    expect(await readFile(file, 'utf8')).toBe('{ cut')
    const id = after.damaged[0]?.id ?? ''
    valueOf(await main.app.handlers.removeProvider({ id }))
    expect((await main.snapshot()).damaged).toEqual([])
    expect((await main.app.handlers.undoRemoveProvider({ id })).ok).toBe(false)
    expect((await main.snapshot()).damaged).toEqual(after.damaged)
  })
})
