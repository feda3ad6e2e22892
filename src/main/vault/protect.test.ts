import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everyFile } from './folder.fixture.ts'
import { fakeKeyring } from './keyring.fixture.ts'
import { dyingAfter, recordingFs, systemError } from './recording-fs.fixture.ts'
import {
  copyOf,
  expectAllThere,
  fillVault,
  mustBeOk,
  openVault,
  readProvider,
  savedTextOf,
  secretOf,
  threeProviders,
  twoSavedTokens,
} from './vault.fixture.ts'

const pathOf = (folder: string, id: string): string => join(folder, 'providers', `${id}.json`)

describe('keeping the vault key in another way', () => {
  it('writes the records when they leave memory', async () => {
    const started = await openVault({ keyring: fakeKeyring('absent') })
    await fillVault(started)
    started.keyring.mood = 'answers'
    mustBeOk(await started.vault.protect({ protection: 'operating-system' }))
    await expectAllThere(started)
    await expectAllThere(await openVault(started))
  })

  it('takes the records off the disk when they are to be in memory only', async () => {
    const started = await openVault()
    await fillVault(started)
    mustBeOk(await started.vault.protect({ protection: 'memory' }))
    await expectAllThere(started)
    const files = [...(await everyFile(started.folder)).values()].join()
    expect(files).not.toContain('jwe')
    expect(files).not.toContain('"sealed"')
    const next = await openVault(started)
    for (const { id } of threeProviders) expect(await secretOf(next.vault, id)).toBe('enter-again')
    for (const { facts } of twoSavedTokens) {
      expect(await savedTextOf(next.vault, facts.id)).toBe('enter-again')
    }
  })

  it('keeps the secrets from the operating system to a passphrase and back', async () => {
    const started = await openVault()
    await fillVault(started)
    const before = await readFile(pathOf(started.folder, threeProviders[0].id), 'utf8')
    mustBeOk(await started.vault.protect({ protection: 'passphrase', passphrase: 'long enough' }))
    await expectAllThere(started)
    mustBeOk(await started.vault.protect({ protection: 'operating-system' }))
    await expectAllThere(await openVault(started))
    expect(await readFile(pathOf(started.folder, threeProviders[0].id), 'utf8')).toBe(before)
  })

  it.each(['absent', 'hard-coded', 'closed', 'silent'] as const)(
    'stays as it is when the keyring is %s',
    async (mood) => {
      const started = await openVault()
      mustBeOk(await started.vault.protect({ protection: 'memory' }))
      await fillVault(started)
      started.keyring.mood = mood
      const refused = await started.vault.protect({ protection: 'operating-system' })
      expect(refused).toMatchObject({ ok: false, failure: { kind: 'storage' } })
      expect(started.vault.status()).toMatchObject({ state: 'open', protection: 'memory' })
      await expectAllThere(started)
    },
  )

  it('stays as it is when the key file cannot be written', async () => {
    const first = await openVault()
    await fillVault(first)
    const fs = recordingFs({
      before: ({ call, path }) => {
        if (call === 'write' && path.includes('vault-key.json')) throw systemError('ENOSPC')
      },
    })
    const started = await openVault({ ...first, fs })
    expect((await started.vault.protect({ protection: 'memory' })).ok).toBe(false)
    expect(started.vault.status()).toMatchObject({ protection: 'operating-system' })
    await expectAllThere(started)
    await expectAllThere(await openVault(first))
  })

  it.runIf(process.platform !== 'win32')(
    'is what the key file says, though its folder could not be flushed',
    async () => {
      const first = await openVault()
      await fillVault(first)
      const fs = recordingFs({
        before: ({ call, path }) => {
          if (call === 'sync' && path === first.folder) throw systemError('EIO')
        },
      })
      const { vault, reports } = await openVault({ ...first, fs })
      mustBeOk(await vault.protect({ protection: 'memory' }))
      expect(vault.status()).toMatchObject({ state: 'open', protection: 'memory' })
      expect(reports).toMatchObject([{ title: 'vault-key.json may not be saved', code: 'EIO' }])
      expect((await openVault(first)).vault.status()).toMatchObject({ protection: 'memory' })
    },
  )

  it('keeps in memory what cannot be written on the way out of it', async () => {
    let full = false
    const stubborn = threeProviders[1].id
    const fs = recordingFs({
      before: ({ call, path }) => {
        if (full && call === 'write' && path.includes(stubborn)) throw systemError('ENOSPC')
      },
    })
    const started = await openVault({ keyring: fakeKeyring('absent'), fs })
    await fillVault(started)
    started.keyring.mood = 'answers'
    full = true
    const changed = await started.vault.protect({ protection: 'operating-system' })
    expect(changed).toMatchObject({ ok: false, failure: { kind: 'not-saved', code: 'ENOSPC' } })
    expect(started.vault.status()).toMatchObject({ protection: 'operating-system' })
    await expectAllThere(started)
    expect((await readProvider(started.vault, stubborn)).unsaved).toMatchObject({ code: 'ENOSPC' })
    full = false
    mustBeOk(await started.vault.saveAgain(stubborn))
    await expectAllThere(await openVault({ folder: started.folder, keyring: started.keyring }))
  })

  it('never leaves a half-changed vault, wherever the way into memory is cut off', async () => {
    const filled = await openVault()
    await fillVault(filled)
    let cut = 0
    for (let finished = false; !finished; cut += 1) {
      const first = await copyOf(filled)
      const { vault } = await openVault({ ...first, fs: dyingAfter(cut) })
      finished = (await vault.protect({ protection: 'memory' })).ok
      const next = await openVault(first)
      const states = new Set<string | undefined>()
      for (const { id } of threeProviders) {
        states.add((await readProvider(next.vault, id)).contents.state)
      }
      for (const { facts } of twoSavedTokens) {
        states.add(mustBeOk(await next.vault.savedTokens.read(facts.id)).contents.state)
      }
      const status = next.vault.status()
      expect([...states]).toEqual([status.protection === 'memory' ? 'enter-again' : 'ready'])
    }
    expect(cut).toBeGreaterThan(20)
  })
})
