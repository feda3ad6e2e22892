import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { appForEachTest } from './app.fixture.ts'
import { valueOf } from './provider/provider.fixture.ts'

const main = appForEachTest()
const refused = { ok: false, failure: { kind: 'locked' } }

async function withTokens() {
  const { provider } = await main.demoProvider('gocardless-bank-account-data')
  await main.run(provider.id, 'obtain')
  const of = { id: provider.id, slot: 'refresh' } as const
  return { of, text: valueOf(await main.app.handlers.revealToken(of)) }
}

/** Everything that needs a secret. */
async function expectNothingGiven(of: { id: string; slot: 'refresh' }): Promise<void> {
  const { handlers } = main.app
  expect(await handlers.revealToken(of)).toMatchObject(refused)
  expect(await handlers.inspectToken(of)).toMatchObject(refused)
  for (const format of ['token', 'authorization-header', 'curl', 'environment'] as const) {
    expect(await handlers.copyToken({ ...of, format })).toMatchObject(refused)
  }
  const keySource = { from: 'provider', id: of.id } as const
  expect(await handlers.verifyToken({ of, keySource })).toMatchObject(refused)
  expect((await main.run(of.id, 'refresh')).end).toMatchObject(refused)
  expect(main.copied).toEqual([])
}

describe('locking', () => {
  it('leaves no secret where the providers cannot be listed', async () => {
    const { of, text } = await withTokens()
    const folder = join(main.folder, 'providers')
    await rename(folder, `${folder}-away`)
    expect((await main.app.handlers.lockVault(null)).ok).toBe(false)
    await expectNothingGiven(of)
    const told = main.events.findLast(({ name }) => name === 'vaultChanged')
    expect(told?.event).toMatchObject({ state: 'locked' })
    expect((await main.snapshot()).providers.map(({ secrets }) => secrets.state)).not.toContain(
      'ready',
    )
    await rename(`${folder}-away`, folder)
    valueOf(await main.app.handlers.unlockVault({}))
    expect(await main.app.handlers.revealToken(of)).toEqual({ ok: true, value: text })
  })

  it('refuses whatever comes after it, while the key is being replaced', async () => {
    const { of } = await withTokens()
    const replacing = main.app.handlers.replaceVaultKey(null)
    const locking = main.app.handlers.lockVault(null)
    await expectNothingGiven(of)
    await Promise.all([replacing, locking])
    await expectNothingGiven(of)
  })

  it('keeps nothing of what was being read or written meanwhile', async () => {
    const { of } = await withTokens()
    const muting = main.app.handlers.muteFinding({ id: of.id, finding: 'no-expiry', muted: true })
    const running = main.app.handlers.runOperation({ id: of.id, operation: 'refresh' })
    await main.app.handlers.lockVault(null)
    await Promise.all([muting, running])
    await expectNothingGiven(of)
  })
})

describe('secrets that are in memory only', () => {
  it('are hidden by a locked screen, and back after it', async () => {
    const { of, text } = await withTokens()
    main.answer('Change')
    valueOf(await main.app.handlers.protectVault({ protection: 'memory' }))
    await main.app.lock('screen')
    await expectNothingGiven(of)
    const { vault } = await main.snapshot()
    expect(vault).toMatchObject({ state: 'locked', protection: 'memory' })
    await main.app.unlock()
    expect(await main.app.handlers.revealToken(of)).toEqual({ ok: true, value: text })
    expect((await main.run(of.id, 'refresh')).end.ok).toBe(true)
  })

  it('are hidden by idleness only if that is set', async () => {
    const { of, text } = await withTokens()
    main.answer('Change')
    valueOf(await main.app.handlers.protectVault({ protection: 'memory' }))
    await main.app.lock('idle')
    expect(await main.app.handlers.revealToken(of)).toEqual({ ok: true, value: text })
    await main.app.handlers.setPreferences({ idleLockMemory: true })
    await main.app.lock('idle')
    await expectNothingGiven(of)
  })

  it('are gone after locking by hand', async () => {
    const { of } = await withTokens()
    main.answer('Change')
    valueOf(await main.app.handlers.protectVault({ protection: 'memory' }))
    await main.app.lock('screen')
    await main.app.handlers.lockVault(null)
    valueOf(await main.app.handlers.unlockVault({}))
    expect((await main.app.handlers.revealToken(of)).ok).toBe(false)
  })
})

describe('after a locked screen', () => {
  it('a vault that was locked by hand stays locked', async () => {
    const { of } = await withTokens()
    await main.app.handlers.lockVault(null)
    await main.app.lock('screen')
    await main.app.unlock()
    await expectNothingGiven(of)
  })

  it('a vault that an idle machine has locked stays locked', async () => {
    const { of } = await withTokens()
    await main.app.lock('idle')
    await main.app.unlock()
    await expectNothingGiven(of)
  })

  it('an opening that was under way is not done behind it', async () => {
    const { of } = await withTokens()
    await main.app.handlers.lockVault(null)
    const opening = main.app.handlers.unlockVault({})
    await main.app.lock('screen')
    expect(await opening).toMatchObject(refused)
    await expectNothingGiven(of)
  })
})
