import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.fixture.ts'
import { fakeKeyring } from './keyring.fixture.ts'
import { recordingFs, systemError } from './recording-fs.fixture.ts'
import { mustBeOk, openVault, providerOf, secretOf, startVault } from './vault.fixture.ts'

const provider = providerOf(1)
const keyFile = (folder: string): string => join(folder, 'vault-key.json')

describe('the first start', () => {
  it('does not touch the keyring before the vault is opened', async () => {
    const { vault, keyring } = await startVault()
    mustBeOk(await vault.list())
    expect(vault.status()).toEqual({
      state: 'locked',
      protection: 'memory',
      detail: 'no key yet',
    })
    expect(keyring.calls).toEqual([])
  })

  it('has the operating system keep the key where it has a keyring', async () => {
    const { vault, folder } = await openVault()
    expect(vault.status()).toEqual({
      state: 'open',
      protection: 'operating-system',
      detail: 'keyring of the desktop (v11)',
    })
    expect(JSON.parse(await readFile(keyFile(folder), 'utf8'))).toMatchObject({
      format: 2,
      wrap: { by: 'operating-system', prefix: 'v11' },
    })
    if (process.platform !== 'win32') {
      expect((await stat(keyFile(folder))).mode & 0o777).toBe(0o600)
    }
  })

  it.each([
    { mood: 'absent', why: 'no keyring available' },
    { mood: 'closed', why: 'no keyring available' },
    { mood: 'silent', why: 'no keyring available' },
    { mood: 'hard-coded', why: 'the only available key is hard-coded' },
  ] as const)('keeps the key in memory, and stores none, when: $why ($mood)', async (row) => {
    const { vault, folder } = await openVault({ keyring: fakeKeyring(row.mood) })
    expect(vault.status()).toEqual({
      state: 'open',
      protection: 'memory',
      detail: `memory only, ${row.why} (lost on quit)`,
    })
    expect(await readdir(folder)).toEqual(['providers', 'tokens'])
  })

  it('looks for a keyring again at the next start when there was none', async () => {
    const { folder } = await openVault({ keyring: fakeKeyring('absent') })
    const { vault } = await openVault({ folder })
    expect(vault.status()).toMatchObject({ protection: 'operating-system' })
  })

  it('does not open, and makes no key, when the key cannot be stored', async () => {
    const fs = recordingFs({
      before: ({ call }) => {
        if (call === 'write') throw systemError('ENOSPC')
      },
    })
    const { vault, folder } = await startVault({ fs })
    expect(await vault.open()).toMatchObject({ ok: false, failure: { code: 'ENOSPC' } })
    expect(vault.status()).toMatchObject({ state: 'unavailable', failure: { code: 'ENOSPC' } })
    expect(await readdir(folder)).toEqual(['providers', 'tokens'])
  })
})

describe('the next start', () => {
  it('opens with the same key', async () => {
    const first = await openVault()
    mustBeOk(await first.vault.add(provider, { secret_key: 'planted' }))
    const { vault } = await startVault(first)
    expect(vault.status()).toMatchObject({ state: 'locked', protection: 'operating-system' })
    expect(await secretOf(vault, provider.id)).toBe('locked')
    mustBeOk(await vault.open())
    expect(await secretOf(vault, provider.id)).toBe('planted')
  })

  it.each([
    ['closed', 'keyring-closed', 'The keyring is not available'],
    ['silent', 'keyring-waiting', 'The keyring has not responded yet'],
  ] as const)(
    'is unavailable while the keyring is %s, keeps everything, and can be tried again',
    async (mood, code, title) => {
      const first = await openVault()
      mustBeOk(await first.vault.add(provider, { secret_key: 'planted' }))
      const before = await readFile(keyFile(first.folder), 'utf8')
      const { vault, keyring } = await startVault(first)
      keyring.mood = mood
      expect(await vault.open()).toMatchObject({ ok: false, failure: { code } })
      expect(vault.status()).toMatchObject({
        state: 'unavailable',
        protection: 'operating-system',
        failure: { title },
      })
      expect(await secretOf(vault, provider.id)).toBe('locked')
      expect(await vault.add(providerOf(2), {})).toMatchObject({
        ok: false,
        failure: { kind: 'locked', title },
      })
      keyring.mood = 'answers'
      mustBeOk(await vault.open())
      expect(await secretOf(vault, provider.id)).toBe('planted')
      expect(await readFile(keyFile(first.folder), 'utf8')).toBe(before)
    },
  )

  it('wraps the key anew when the system says that its own has changed', async () => {
    const { folder, keyring } = await openVault()
    const before = await readFile(keyFile(folder), 'utf8')
    keyring.rotated = true
    await openVault({ folder, keyring })
    expect(await readFile(keyFile(folder), 'utf8')).not.toBe(before)
    keyring.rotated = false
    expect((await openVault({ folder, keyring })).vault.status().state).toBe('open')
  })

  it('keeps the old wrap, and opens, when it cannot be written anew', async () => {
    const { folder, keyring } = await openVault()
    const before = await readFile(keyFile(folder), 'utf8')
    keyring.rotated = true
    const fs = recordingFs({
      before: ({ call }) => {
        if (call === 'write') throw systemError('ENOSPC')
      },
    })
    const { vault, reports } = await openVault({ folder, keyring, fs })
    expect(vault.status().state).toBe('open')
    expect(reports).toMatchObject([{ code: 'ENOSPC' }])
    expect(await readFile(keyFile(folder), 'utf8')).toBe(before)
  })

  it.each([
    { what: 'empty', text: '' },
    { what: 'cut off', text: '{"format":1,"wrap":{"by":"operating-sys' },
    { what: 'of another shape', text: '{"format":1,"wrap":{"by":"nobody"}}' },
    { what: 'made by a newer version', text: '{"format":2}' },
  ])('leaves a key file alone that is $what', async ({ text }) => {
    const folder = await temporaryFolder()
    await writeFile(keyFile(folder), text)
    const { vault, keyring } = await startVault({ folder })
    expect(vault.status()).toMatchObject({ state: 'unavailable', failure: { kind: 'storage' } })
    expect((await vault.open()).ok).toBe(false)
    expect(vault.status().state).toBe('unavailable')
    expect(await vault.protect({ protection: 'memory' })).toMatchObject({
      failure: { kind: 'locked' },
    })
    expect(await readFile(keyFile(folder), 'utf8')).toBe(text)
    expect(keyring.calls).toEqual([])
  })

  it('does not take a key that somebody wrapped with the hard-coded key', async () => {
    const planted = await openVault()
    const { folder } = await openVault()
    const { wrap } = JSON.parse(await readFile(keyFile(planted.folder), 'utf8')) as {
      wrap: { sealed: string }
    }
    const sealed = Buffer.from(wrap.sealed, 'base64url')
    sealed.write('v10')
    const text = JSON.stringify({
      format: 1,
      wrap: { ...wrap, sealed: sealed.toString('base64url') },
    })
    await writeFile(keyFile(folder), text)
    const { vault } = await startVault({ folder, keyring: planted.keyring })
    expect(await vault.open()).toMatchObject({ ok: false, failure: { code: 'hard-coded-key' } })
  })

  it('starts afresh when asked: the old key is set aside, records are kept', async () => {
    const first = await openVault()
    mustBeOk(await first.vault.add(provider, { secret_key: 'planted' }))
    const oldKey = await readFile(keyFile(first.folder), 'utf8')
    const { vault } = await startVault({ folder: first.folder, keyring: fakeKeyring() })
    expect((await vault.open()).ok).toBe(false)
    mustBeOk(await vault.startAfresh())
    expect(vault.status().state).toBe('open')
    expect(await secretOf(vault, provider.id)).toBe('enter-again')
    const aside = join(first.folder, 'vault-key.set-aside-1700000000000.json')
    expect(await readFile(aside, 'utf8')).toBe(oldKey)
    expect(await vault.startAfresh()).toMatchObject({ failure: { code: 'vault-open' } })
  })
})
