import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everyFile } from './folder.fixture.ts'
import { fakeKeyring } from './keyring.fixture.ts'
import { dyingAfter, recordingFs, systemError } from './recording-fs.fixture.ts'
import { recordKeyId } from './secret-record.ts'
import {
  copyOf,
  expectAllThere,
  fillVault,
  mustBeOk,
  openVault,
  providerOf,
  readProvider,
  secretOf,
  threeProviders,
  twoSavedTokens,
} from './vault.fixture.ts'

const pathOf = (folder: string, id: string): string => join(folder, 'providers', `${id}.json`)

const sealedFiles = threeProviders.length + twoSavedTokens.length

/** The ids of the keys with which the records are sealed. */
async function keyIds(folder: string): Promise<Set<string | undefined>> {
  const files = await everyFile(folder)
  files.delete('vault-key.json')
  expect(files.size).toBe(sealedFiles)
  const texts = [...files.values()]
  return new Set(
    texts.map((text) => {
      const { secrets } = JSON.parse(text) as { secrets: { jwe: string } }
      return recordKeyId(secrets.jwe)
    }),
  )
}

describe('replacing the vault key', () => {
  it('seals every record with the new key and keeps every secret', async () => {
    const started = await openVault()
    await fillVault(started)
    const before = await keyIds(started.folder)
    mustBeOk(await started.vault.rotateKey())
    const after = await keyIds(started.folder)
    expect([before.size, after.size]).toEqual([1, 1])
    expect(after).not.toEqual(before)
    await expectAllThere(started)
    await expectAllThere(await openVault(started))
  })

  it('loses nothing wherever it is cut off, and is finished at the next start', async () => {
    const filled = await openVault()
    await fillVault(filled)
    const old = await keyIds(filled.folder)
    let cut = 0
    for (let finished = false; !finished; cut += 1) {
      const first = await copyOf(filled)
      const { vault } = await openVault({ ...first, fs: dyingAfter(cut) })
      finished = (await vault.rotateKey()).ok
      const next = await openVault(first)
      expect(next.reports, `cut off after ${cut} calls`).toEqual([])
      await expectAllThere(next)
      const ids = await keyIds(first.folder)
      expect(ids.size, `cut off after ${cut} calls`).toBe(1)
      if (finished) expect(ids).not.toEqual(old)
    }
    expect(cut).toBeGreaterThan(30)
  })

  it.each([
    ['provider', threeProviders[1].id],
    ['saved token', twoSavedTokens[1].facts.id],
  ])('keeps the old key while one %s cannot be written, and goes on then', async (_, stubborn) => {
    const first = await openVault()
    await fillVault(first)
    let full = true
    const fs = recordingFs({
      before: ({ call, path }) => {
        if (full && call === 'write' && path.includes(stubborn)) throw systemError('ENOSPC')
      },
    })
    const { vault, folder, keyring, reports } = await openVault({ ...first, fs })
    expect(await vault.rotateKey()).toMatchObject({
      ok: false,
      failure: {
        title: 'The old vault key is still needed',
        detail: 'One file: The disk is full.',
      },
    })
    expect((await keyIds(folder)).size).toBe(2)
    await expectAllThere({ vault, folder, keyring, reports })
    await vault.lock()
    full = false
    mustBeOk(await vault.open())
    expect((await keyIds(folder)).size).toBe(1)
    await expectAllThere({ vault, folder, keyring, reports })
  })

  it.each(['providers', 'tokens'])(
    'does not begin while a file in %s cannot be read now, or was written by a newer version',
    async (kind) => {
      const started = await openVault()
      await fillVault(started)
      const newer = join(started.folder, kind, `${providerOf(9).id}.json`)
      await writeFile(newer, '{"format":2}')
      const before = await everyFile(started.folder)
      expect(await started.vault.rotateKey()).toMatchObject({
        ok: false,
        failure: { code: 'file-newer' },
      })
      expect(await everyFile(started.folder)).toEqual(before)
    },
  )

  it('leaves damaged files and records that open with no key as they are', async () => {
    const started = await openVault()
    await fillVault(started)
    const broken = pathOf(started.folder, providerOf(9).id)
    await writeFile(broken, 'damaged')
    const path = pathOf(started.folder, threeProviders[0].id)
    const altered = (await readFile(path, 'utf8')).replace('"eyJ', '"eyK')
    await writeFile(path, altered)
    mustBeOk(await started.vault.rotateKey())
    expect(await readFile(broken, 'utf8')).toBe('damaged')
    expect(await readFile(path, 'utf8')).toBe(altered)
  })

  it('works in memory, and leaves nothing about it on disk', async () => {
    const started = await openVault({ keyring: fakeKeyring('absent') })
    await fillVault(started)
    const before = await everyFile(started.folder)
    mustBeOk(await started.vault.rotateKey())
    await expectAllThere(started)
    expect(await everyFile(started.folder)).toEqual(before)
  })

  it('deletes for good what was removed: its records need the old key', async () => {
    const started = await openVault()
    await fillVault(started)
    mustBeOk(await started.vault.remove(threeProviders[0].id))
    mustBeOk(await started.vault.savedTokens.remove(twoSavedTokens[0].facts.id))
    mustBeOk(await started.vault.rotateKey())
    const paths = [...(await everyFile(started.folder)).keys()]
    expect(paths).toHaveLength(sealedFiles - 2 + 1)
    expect(paths.filter((path) => path.includes('removed'))).toEqual([])
  })
})

it('keeps the old key for a record that stands at another place', async () => {
  const started = await openVault()
  await fillVault(started)
  const { vault, folder } = started
  const [{ id }] = threeProviders
  const path = join(folder, 'providers', `${id}.json`)
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace('"sandbox"', '"elsewhere"'))
  expect((await readProvider(vault, id)).contents.state).toBe('enter-again')
  expect(await vault.rotateKey()).toMatchObject({ ok: false, failure: { kind: 'storage' } })
  await writeFile(path, text)
  expect(await secretOf(vault, id)).toBe(`secret of ${id}`)
  mustBeOk(await vault.rotateKey())
  await expectAllThere(started)
})
