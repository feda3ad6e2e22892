import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { demoServices } from '../demo/index.ts'
import { appForEachTest } from './app.fixture.ts'
import { valueOf } from './provider/provider.fixture.ts'

const main = appForEachTest()

describe('a token', () => {
  it('is copied as it is and as a header', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    const of = { id: provider.id, slot: 'access' } as const
    await main.run(provider.id, 'obtain')
    const token = valueOf(await main.app.handlers.revealToken(of))
    await main.app.handlers.copyToken({ ...of, format: 'token' })
    await main.app.handlers.copyToken({ ...of, format: 'authorization-header' })
    await main.app.handlers.copyToken({ ...of, format: 'claims-json' })
    expect(main.copied.slice(0, 2)).toEqual([token, `Authorization: Bearer ${token}`])
    expect(JSON.parse(main.copied[2] ?? '')).toMatchObject({ token_type: 'access' })
  })

  it('is never in clear on disk, in an event or in a snapshot', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    const tokens = []
    for (const slot of ['access', 'refresh'] as const) {
      tokens.push(valueOf(await main.app.handlers.revealToken({ id: provider.id, slot })))
    }
    const inspection = await main.app.handlers.inspectToken({ id: provider.id, slot: 'access' })
    const files = await readdir(main.folder, { recursive: true, withFileTypes: true })
    const texts = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map((file) => readFile(join(file.parentPath, file.name), 'utf8')),
    )
    const everything = [
      ...texts,
      JSON.stringify([main.events, await main.snapshot(), inspection]),
    ].join('\n')
    for (const token of tokens) {
      expect(everything).not.toContain(token)
      expect(everything).not.toContain(token.split('.')[2])
    }
  })
})

describe('the vault', () => {
  it('drops every secret when the screen is locked, and opens again after it', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    await main.app.lock('screen')
    const locked = await main.snapshot()
    expect(locked.vault.state).toBe('locked')
    expect(locked.providers.every(({ secrets }) => secrets.state === 'locked')).toBe(true)
    expect(locked.providers.flatMap(({ tokens }) => tokens)).toEqual([])
    const refused = await main.run(provider.id, 'refresh')
    expect(refused.end).toMatchObject({ ok: false, failure: { kind: 'locked' } })
    await main.app.unlock()
    expect((await main.demoProvider(provider.template)).tokens).toHaveLength(2)
  })

  it('lists the providers while it waits for its passphrase', async () => {
    const passphrase = 'correct horse battery'
    main.answer('Change')
    valueOf(await main.app.handlers.protectVault({ protection: 'passphrase', passphrase }))
    await main.restart()
    const locked = await main.snapshot()
    expect(locked.vault).toMatchObject({ state: 'locked', protection: 'passphrase' })
    expect(locked.providers.every(({ secrets }) => secrets.state === 'locked')).toBe(true)
    const wrong = await main.app.handlers.unlockVault({ passphrase: 'another passphrase' })
    expect(wrong.ok).toBe(false)
    valueOf(await main.app.handlers.unlockVault({ passphrase }))
    expect(
      (await main.snapshot()).providers.every(({ secrets }) => secrets.state === 'ready'),
    ).toBe(true)
  })

  it('is not asked for what can be shown before it is open', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    expect(await main.app.peek()).toBeNull() // there was nothing yet when this one started
    await main.restart()
    const before = main.events.length
    const peeked = valueOf((await main.app.peek()) ?? expect.unreachable())
    expect(peeked.vault.state).toBe('locked')
    expect(peeked.providers.map(({ secrets }) => secrets.state)).toEqual(
      demoServices().map(() => 'locked'),
    )
    expect(peeked.providers.flatMap(({ tokens }) => tokens)).toEqual([])
    const { providers, vault } = await main.snapshot()
    expect(vault.state).toBe('open')
    expect(providers.map((each) => each.provider)).toEqual(
      peeked.providers.map((each) => each.provider),
    )
    expect((await main.demoProvider(provider.template)).tokens).toHaveLength(2)
    expect(main.events).toHaveLength(before) // nobody has a snapshot that they would change
  })

  it('gets another key without losing a token', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    const { tokens } = await main.demoProvider(provider.template)
    valueOf(await main.app.handlers.replaceVaultKey(null))
    await main.restart()
    expect((await main.demoProvider(provider.template)).tokens).toEqual(tokens)
  })
})
