import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everyFile } from './folder.fixture.ts'
import { recordingFs } from './recording-fs.fixture.ts'
import { smallDisk } from './small-disk.fixture.ts'
import {
  mustBeOk,
  openVault,
  providerOf,
  readProvider,
  secretOf,
  tokensOf,
} from './vault.fixture.ts'

const provider = providerOf(1)
const other = providerOf(2)
const pathOf = (folder: string, id: string): string => join(folder, 'providers', `${id}.json`)

describe('the disk', () => {
  it('never holds a secret in clear', async () => {
    const { vault, folder } = await openVault()
    mustBeOk(await vault.add(provider, { secret_key: 'planted-secret' }))
    mustBeOk(await vault.saveTokens(provider, tokensOf('planted-token')))
    mustBeOk(await vault.edit(provider, { secret_key: 'planted-other' }))
    mustBeOk(await vault.rotateKey())
    mustBeOk(await vault.protect({ protection: 'passphrase', passphrase: 'planted-passphrase' }))
    mustBeOk(await vault.protect({ protection: 'operating-system' }))
    mustBeOk(await vault.add(other, { secret_key: 'planted-removed' }))
    mustBeOk(await vault.remove(other.id))
    const files = await everyFile(folder)
    expect(files.size).toBe(3)
    for (const [path, text] of files) {
      expect(text, path).not.toContain('planted')
      for (const run of text.match(/[\w-]{8,}/g) ?? []) {
        expect(Buffer.from(run, 'base64url').toString('latin1'), path).not.toContain('planted')
      }
    }
  })

  it('gets as many bytes for a refresh with one provider as with fifty', async () => {
    const bytesOfRefresh = async (count: number): Promise<number[]> => {
      const fs = recordingFs()
      const { vault } = await openVault({ fs })
      for (let number = 1; number <= count; number += 1) {
        mustBeOk(await vault.add(providerOf(number), { secret_key: 'a secret' }))
      }
      fs.calls.length = 0
      mustBeOk(await vault.saveTokens(provider, tokensOf('a token')))
      return fs.calls.filter(({ call }) => call === 'write').map(({ bytes }) => bytes)
    }
    const [alone, ...more] = await bytesOfRefresh(1)
    expect(alone).toBeGreaterThan(0)
    expect(more).toEqual([])
    expect(await bytesOfRefresh(50)).toEqual([alone])
  })

  it('when full, keeps new tokens in memory until they can be saved again', async () => {
    const disk = await smallDisk()
    const { vault, folder, keyring } = await openVault({ folder: disk.folder, fs: disk.fs })
    mustBeOk(await vault.add(provider, { secret_key: 'kept' }))
    mustBeOk(await vault.saveTokens(provider, tokensOf('old')))
    const before = await readFile(pathOf(folder, provider.id), 'utf8')
    await disk.fill()
    const notSaved = {
      kind: 'not-saved',
      code: 'ENOSPC',
      detail: 'The disk is full.',
      nextStep: 'When the disk is writable again, click Save again.',
    }
    expect(await vault.saveTokens(provider, tokensOf('new'))).toMatchObject({ failure: notSaved })
    expect(await readFile(pathOf(folder, provider.id), 'utf8')).toBe(before)
    const held = { contents: { record: { tokens: tokensOf('new') } }, unsaved: notSaved }
    expect(await readProvider(vault, provider.id)).toMatchObject(held)
    expect(await vault.saveAgain(provider.id)).toMatchObject({ failure: notSaved })
    await vault.lock()
    expect(await readProvider(vault, provider.id)).toMatchObject({ contents: { state: 'locked' } })
    mustBeOk(await vault.open())
    expect(await readProvider(vault, provider.id)).toMatchObject(held)
    await disk.free()
    mustBeOk(await vault.saveAgain(provider.id))
    expect((await readProvider(vault, provider.id)).unsaved).toBeNull()
    const next = await openVault({ folder, keyring })
    expect(await readProvider(next.vault, provider.id)).toMatchObject({
      contents: { record: { tokens: tokensOf('new') } },
    })
  })

  it('when full, refuses an edit and leaves the provider as it was', async () => {
    const disk = await smallDisk()
    const { vault } = await openVault({ folder: disk.folder, fs: disk.fs })
    mustBeOk(await vault.add(provider, { secret_key: 'kept' }))
    await disk.fill()
    const full = { ok: false, failure: { kind: 'storage', code: 'ENOSPC' } }
    expect(await vault.edit({ ...provider, name: 'Renamed' }, { secret_key: 'x' })).toMatchObject(
      full,
    )
    expect(await vault.add(other, {})).toMatchObject(full)
    expect(await vault.markSent(provider.id, { operation: 'refresh', sentAtMs: 1 })).toMatchObject(
      full,
    )
    expect(mustBeOk(await vault.list()).providers).toMatchObject([{ provider }])
    expect(await secretOf(vault, provider.id)).toBe('kept')
  })

  it('when it has no place for the folder, is reported, and nothing is thrown', async () => {
    const first = await openVault()
    const { folder } = first
    await rm(join(folder, 'providers'), { recursive: true })
    await writeFile(join(folder, 'providers'), 'in the way')
    const { vault, reports } = await openVault(first)
    expect(reports).toMatchObject([{ title: 'The folder providers cannot be used' }])
    expect(await vault.list()).toMatchObject({ ok: false, failure: { kind: 'storage' } })
    expect(await vault.add(provider, {})).toMatchObject({ ok: false, failure: { kind: 'storage' } })
  })
})
