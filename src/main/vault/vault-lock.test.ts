import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { fakeKeyring } from './keyring.fixture.ts'
import { recordingFs } from './recording-fs.fixture.ts'
import {
  expectAllThere,
  fillVault,
  mustBeOk,
  openVault,
  providerOf,
  secretOf,
  startVault,
  tokensOf,
} from './vault.fixture.ts'

const provider = providerOf(1)

describe('locking', () => {
  it('drops the key at once, and opens again through the keyring', async () => {
    const { vault, keyring } = await openVault()
    mustBeOk(await vault.add(provider, { secret_key: 'planted' }))
    const locking = vault.lock()
    expect(vault.status()).toMatchObject({ state: 'locked', protection: 'operating-system' })
    await locking
    expect(await secretOf(vault, provider.id)).toBe('locked')
    keyring.calls.length = 0
    mustBeOk(await vault.open())
    expect(keyring.calls).toEqual(['decrypt'])
    expect(await secretOf(vault, provider.id)).toBe('planted')
  })

  it('overwrites the key', async () => {
    const made: Uint8Array[] = []
    const random = (size: number): Uint8Array<ArrayBuffer> => {
      const bytes = new Uint8Array(size).fill(7)
      made.push(bytes)
      return bytes
    }
    const { vault } = await openVault({ random })
    const key = made.find(({ length }) => length === 32)
    expect(key?.[0]).toBe(7)
    await vault.lock()
    expect([...(key ?? [])]).toEqual(Array<number>(32).fill(0))
  })

  it.each([1, 2, 3, 4, 5])(
    'never overwrites a key in use: it comes while record %i is opened to be sealed anew',
    async (opening) => {
      const started = await openVault()
      const { vault } = started
      await fillVault(started)
      const decrypt = crypto.subtle.decrypt.bind(crypto.subtle)
      const locked: Promise<unknown>[] = []
      let opened = 0
      const spy = vi.spyOn(crypto.subtle, 'decrypt').mockImplementation((...input) => {
        opened += 1
        if (opened === opening) locked.push(vault.lock())
        return decrypt(...input)
      })
      onTestFinished(() => {
        spy.mockRestore()
      })
      expect(await vault.rotateKey()).toMatchObject({ ok: false, failure: { kind: 'locked' } })
      expect(locked).toHaveLength(1)
      await Promise.all(locked)
      mustBeOk(await vault.open())
      await expectAllThere(started)
    },
  )

  it('comes before what follows the writing of a new key', async () => {
    const locked: Promise<unknown>[] = []
    let isReplacing = false
    const fs = recordingFs({
      before: ({ call, path }) => {
        if (!isReplacing || call !== 'rename' || !path.endsWith('vault-key.json')) return
        isReplacing = false
        locked.push(vault.lock())
      },
    })
    const { vault } = await openVault({ fs })
    mustBeOk(await vault.add(provider, { secret_key: 'planted' }))
    isReplacing = true
    expect(await vault.rotateKey()).toMatchObject({ ok: false, failure: { kind: 'locked' } })
    expect(locked).toHaveLength(1)
    expect(vault.status().state).toBe('locked')
    await Promise.all(locked)
    mustBeOk(await vault.open())
    expect(await secretOf(vault, provider.id)).toBe('planted')
  })

  it('refuses what needs the key, and does what does not', async () => {
    const { vault } = await openVault()
    mustBeOk(await vault.add(provider, { secret_key: 'planted' }))
    await vault.lock()
    const locked = { ok: false, failure: { kind: 'locked' } }
    expect(await vault.add(providerOf(2), {})).toMatchObject(locked)
    expect(await vault.edit(provider, { secret_key: 'new' })).toMatchObject(locked)
    expect(await vault.edit({ ...provider, environment: 'production' }, {})).toMatchObject(locked)
    expect(await vault.saveTokens(provider, tokensOf('a'))).toMatchObject(locked)
    expect(await vault.rotateKey()).toMatchObject(locked)
    expect(await vault.protect({ protection: 'memory' })).toMatchObject(locked)
    mustBeOk(await vault.edit({ ...provider, name: 'Renamed' }, {}))
    mustBeOk(await vault.markSent(provider.id, { operation: 'refresh', sentAtMs: 1 }))
    mustBeOk(await vault.remove(provider.id))
    mustBeOk(await vault.restore(provider.id))
    mustBeOk(await vault.open())
    expect(await secretOf(vault, provider.id)).toBe('planted')
  })

  it('makes nothing of an opening that is under way', async () => {
    const { vault } = await openVault()
    await vault.lock()
    const opening = vault.open()
    await vault.lock()
    expect(await opening).toMatchObject({ ok: false, failure: { kind: 'locked' } })
    expect(vault.status().state).toBe('locked')
  })

  it('opens once for two that ask at the same time', async () => {
    const { vault, keyring } = await startVault()
    mustBeOk(await vault.open())
    await vault.lock()
    keyring.calls.length = 0
    const both = await Promise.all([vault.open(), vault.open()])
    expect(both.map(({ ok }) => ok)).toEqual([true, true])
    expect(keyring.calls).toEqual(['decrypt'])
  })
})

describe('a vault that is kept in memory only', () => {
  it('writes no secret, and asks for them again after a restart', async () => {
    const first = await openVault({ keyring: fakeKeyring('absent') })
    mustBeOk(await first.vault.add(provider, { secret_key: 'planted' }))
    mustBeOk(await first.vault.saveTokens(provider, tokensOf('planted-token')))
    expect(await secretOf(first.vault, provider.id)).toBe('planted')
    const path = join(first.folder, 'providers', `${provider.id}.json`)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ secrets: { kept: 'memory' } })
    const { vault } = await openVault(first)
    const stored = mustBeOk(await vault.read(provider.id))
    expect(stored.provider).toEqual(provider)
    expect(stored.contents).toMatchObject({
      state: 'enter-again',
      failure: { code: 'record-memory-only', nextStep: 'Enter the secrets again.' },
    })
    mustBeOk(await vault.edit(provider, { secret_key: 'entered again' }))
    expect(await secretOf(vault, provider.id)).toBe('entered again')
  })

  it('forgets the secrets when it is locked', async () => {
    const { vault } = await openVault({ keyring: fakeKeyring('absent') })
    mustBeOk(await vault.add(provider, { secret_key: 'planted' }))
    await vault.lock()
    expect(await secretOf(vault, provider.id)).toBe('enter-again')
    mustBeOk(await vault.open())
    expect(await secretOf(vault, provider.id)).toBe('enter-again')
  })

  it('brings the secrets of a removed provider back with it', async () => {
    const { vault } = await openVault({ keyring: fakeKeyring('absent') })
    mustBeOk(await vault.add(provider, { secret_key: 'planted' }))
    mustBeOk(await vault.remove(provider.id))
    mustBeOk(await vault.restore(provider.id))
    expect(await secretOf(vault, provider.id)).toBe('planted')
  })

  it('is remembered when it was chosen, though there is a keyring', async () => {
    const { vault, folder, keyring } = await openVault()
    mustBeOk(await vault.protect({ protection: 'memory' }))
    keyring.calls.length = 0
    const next = await openVault({ folder, keyring })
    expect(next.vault.status()).toEqual({
      state: 'open',
      protection: 'memory',
      detail: 'memory only, by choice: gone when Touchstone quits',
    })
    expect(keyring.calls).toEqual([])
  })
})

describe('a vault that is protected by a passphrase', () => {
  it('opens with it alone, in the next session too', async () => {
    const first = await openVault({ keyring: fakeKeyring('absent') })
    mustBeOk(await first.vault.protect({ protection: 'passphrase', passphrase: 'correct horse' }))
    mustBeOk(await first.vault.add(provider, { secret_key: 'planted' }))
    const { vault } = await startVault(first)
    const closed = { state: 'locked', protection: 'passphrase' }
    expect(vault.status()).toMatchObject(closed)
    expect(await vault.open()).toMatchObject({
      ok: false,
      failure: { kind: 'locked', code: 'passphrase-needed' },
    })
    expect(await vault.open('wrong horse')).toMatchObject({
      ok: false,
      failure: { kind: 'invalid-input', code: 'wrong-passphrase' },
    })
    expect(vault.status()).toMatchObject(closed)
    mustBeOk(await vault.open('correct horse'))
    expect(await secretOf(vault, provider.id)).toBe('planted')
  })

  it('takes another passphrase, and the old one no more', async () => {
    const { vault } = await openVault()
    mustBeOk(await vault.protect({ protection: 'passphrase', passphrase: 'the first one' }))
    mustBeOk(await vault.add(provider, { secret_key: 'planted' }))
    mustBeOk(await vault.protect({ protection: 'passphrase', passphrase: 'the other one' }))
    await vault.lock()
    expect(await vault.open('the first one')).toMatchObject({
      failure: { code: 'wrong-passphrase' },
    })
    mustBeOk(await vault.open('the other one'))
    expect(await secretOf(vault, provider.id)).toBe('planted')
  })

  it('stays as it was when the new passphrase is too short', async () => {
    const { vault } = await openVault()
    expect(await vault.protect({ protection: 'passphrase', passphrase: 'short' })).toMatchObject({
      ok: false,
      failure: { kind: 'invalid-input', code: 'passphrase-too-short' },
    })
    expect(vault.status()).toMatchObject({ state: 'open', protection: 'operating-system' })
  })
})
