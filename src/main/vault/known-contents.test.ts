import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { fakeKeyring } from './keyring.fixture.ts'
import { recordingFs, systemError } from './recording-fs.fixture.ts'
import type { Vault } from './vault.ts'
import {
  mustBeOk,
  openVault,
  providerOf,
  readProvider,
  secretOf,
  startVault,
  type TestVault,
  tokensOf,
} from './vault.fixture.ts'

const provider = providerOf(1)
const pathOf = ({ folder }: TestVault): string => join(folder, 'providers', `${provider.id}.json`)
const locked = { ok: false, failure: { kind: 'locked' } }

/** Counts how often something is decrypted from now on. */
function countDecryptions(): () => number {
  const spy = vi.spyOn(crypto.subtle, 'decrypt')
  onTestFinished(() => {
    spy.mockRestore()
  })
  return () => spy.mock.calls.length
}

/** An open vault with one provider that has stored tokens once, and what is known of it since. */
async function calledOnce(start: Parameters<typeof openVault>[0] = {}) {
  const started = await openVault(start)
  mustBeOk(await started.vault.add(provider, { secret_key: 'first' }))
  const saved = mustBeOk(await started.vault.saveTokens(provider, tokensOf('old')))
  return { started, vault: started.vault, known: saved.contents }
}

const stateOf = async (vault: Vault) => (await readProvider(vault, provider.id)).contents

describe('contents that are known already', () => {
  it('are not decrypted again, neither for new tokens nor to be read', async () => {
    const { started, vault, known } = await calledOnce()
    const decryptions = countDecryptions()
    const { contents } = mustBeOk(await vault.saveTokens(provider, tokensOf('new'), known))
    expect(mustBeOk(await vault.read(provider.id, contents)).contents).toBe(contents)
    expect(decryptions()).toBe(0)
    const next = await openVault(started)
    expect(await stateOf(next.vault)).toEqual({
      state: 'ready',
      record: { secrets: { secret_key: 'first' }, tokens: tokensOf('new') },
    })
    expect(decryptions()).toBeGreaterThan(0)
  })

  it('do not count after an edit during the call', async () => {
    const { vault, known } = await calledOnce()
    mustBeOk(await vault.edit(provider, { secret_key: 'second' }))
    mustBeOk(await vault.saveTokens(provider, tokensOf('new'), known))
    expect(await stateOf(vault)).toMatchObject({
      record: { secrets: { secret_key: 'second' }, tokens: tokensOf('new') },
    })
  })

  it('do not count at another place', async () => {
    const { started, vault, known } = await calledOnce()
    const altered = (await readFile(pathOf(started), 'utf8')).replace('"sandbox"', '"production"')
    await writeFile(pathOf(started), altered)
    const read = mustBeOk(await vault.read(provider.id, known))
    expect(read.contents).toMatchObject({ failure: { code: 'record-moved' } })
    expect((await vault.saveTokens(read.provider, tokensOf('new'), known)).ok).toBe(false)
    expect(await readFile(pathOf(started), 'utf8')).toBe(altered)
  })

  it('do not count while the vault is locked, and not once it is open again', async () => {
    const { started, vault, known } = await calledOnce()
    const before = await readFile(pathOf(started), 'utf8')
    await vault.lock()
    expect(await vault.saveTokens(provider, tokensOf('new'), known)).toMatchObject(locked)
    expect(mustBeOk(await vault.read(provider.id, known)).contents).toEqual({ state: 'locked' })
    expect(await readFile(pathOf(started), 'utf8')).toBe(before)
    mustBeOk(await vault.open())
    const decryptions = countDecryptions()
    mustBeOk(await vault.saveTokens(provider, tokensOf('new'), known))
    expect(decryptions()).toBe(1)
  })

  it('are never sealed with the key of a vault that was begun afresh', async () => {
    const { started, vault, known } = await calledOnce()
    const before = await readFile(pathOf(started), 'utf8')
    await vault.lock()
    mustBeOk(await vault.startAfresh())
    expect(await vault.saveTokens(provider, tokensOf('new'), known)).toMatchObject({
      failure: { code: 'record-unknown-key' },
    })
    expect(await readFile(pathOf(started), 'utf8')).toBe(before)
  })

  it('are sealed with the new key when the key was replaced during the call', async () => {
    const { started, vault, known } = await calledOnce()
    mustBeOk(await vault.rotateKey())
    mustBeOk(await vault.saveTokens(provider, tokensOf('new'), known))
    const next = await openVault(started)
    expect(await stateOf(next.vault)).toMatchObject({ record: { tokens: tokensOf('new') } })
  })

  it('do not bring back what a vault in memory lost by a lock', async () => {
    const { vault, known } = await calledOnce({ keyring: fakeKeyring('absent') })
    await vault.lock()
    mustBeOk(await vault.open())
    expect(await vault.saveTokens(provider, tokensOf('new'), known)).toMatchObject({
      failure: { code: 'record-memory-only' },
    })
    expect(await secretOf(vault, provider.id)).toBe('enter-again')
  })
})

describe('a file that is known already', () => {
  it('is written anew where it went missing during a call: nothing is lost with it', async () => {
    const { started, vault, known } = await calledOnce()
    await rm(pathOf(started))
    mustBeOk(await vault.saveTokens(provider, tokensOf('new'), known))
    const next = await openVault(started)
    expect(await stateOf(next.vault)).toEqual({
      state: 'ready',
      record: { secrets: { secret_key: 'first' }, tokens: tokensOf('new') },
    })
  })

  it('keeps what somebody else has changed in it during a call', async () => {
    const { started, vault, known } = await calledOnce()
    const before = await readFile(pathOf(started), 'utf8')
    const renamed = before.replace(`"name": "${provider.name}"`, `"name": "Renamed"`)
    expect(renamed).not.toBe(before)
    await writeFile(pathOf(started), renamed)
    mustBeOk(await vault.saveTokens(provider, tokensOf('new'), known))
    const next = await openVault(started)
    const { provider: stored, contents } = await readProvider(next.vault, provider.id)
    expect(stored.name).toBe('Renamed')
    expect(contents).toMatchObject({ record: { tokens: tokensOf('new') } })
  })

  it.each([
    { by: 'the call itself', notice: () => Promise.resolve() },
    { by: 'reading it', notice: (vault: Vault) => vault.read(provider.id) },
    { by: 'listing all', notice: (vault: Vault) => vault.list() },
  ])('is left alone once $by has found it damaged', async ({ notice }) => {
    const { started, vault, known } = await calledOnce()
    await writeFile(pathOf(started), '{ cut')
    await notice(vault)
    expect(await vault.saveTokens(provider, tokensOf('new'), known)).toMatchObject({
      failure: { code: 'file-damaged' },
    })
    expect(await readFile(pathOf(started), 'utf8')).toBe('{ cut')
  })

  it.each([
    { by: 'reading it', notice: (vault: Vault) => vault.read(provider.id) },
    { by: 'listing all', notice: (vault: Vault) => vault.list() },
  ])('is gone once $by has found it gone', async ({ notice }) => {
    const { started, vault, known } = await calledOnce()
    await rm(pathOf(started))
    await notice(vault)
    expect(await vault.saveTokens(provider, tokensOf('new'), known)).toMatchObject({
      failure: { kind: 'not-found' },
    })
  })

  it('is gone when it is removed, and there again when that is undone', async () => {
    const { vault, known } = await calledOnce()
    mustBeOk(await vault.remove(provider.id))
    const missing = { failure: { kind: 'not-found' } }
    expect(await vault.saveTokens(provider, tokensOf('new'), known)).toMatchObject(missing)
    mustBeOk(await vault.restore(provider.id))
    mustBeOk(await vault.saveTokens(provider, tokensOf('new'), known))
    expect(await stateOf(vault)).toMatchObject({ record: { tokens: tokensOf('new') } })
  })

  const flushesFolders = process.platform !== 'win32'
  it.runIf(flushesFolders)('is read again after a write that may not last', async () => {
    let failing = false
    const fs = recordingFs({
      before: ({ call }) => {
        if (failing && call === 'sync' && fs.story().at(-1) === 'sync folder') {
          throw systemError('EIO')
        }
      },
    })
    const { vault, known } = await calledOnce({ fs })
    failing = true
    expect((await vault.edit(provider, { secret_key: 'second' })).ok).toBe(false)
    failing = false
    mustBeOk(await vault.saveTokens(provider, tokensOf('new'), known))
    expect(await secretOf(vault, provider.id)).toBe('second')
  })

  it('holds no marker of a call that has been stored', async () => {
    const { started, vault, known } = await calledOnce()
    mustBeOk(await vault.markSent(provider.id, { operation: 'refresh', sentAtMs: 1 }))
    expect(await readFile(pathOf(started), 'utf8')).toContain('sentAtMs')
    mustBeOk(await vault.saveTokens(provider, tokensOf('new'), known))
    const next = await startVault(started)
    expect((await readProvider(next.vault, provider.id)).interrupted).toBeNull()
  })
})
