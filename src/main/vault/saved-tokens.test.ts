import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { savedTokenContent } from '../../shared/saved-token.ts'
import { everyFile } from './folder.fixture.ts'
import { savedTokenFiles } from './saved-token-actions.ts'
import { smallDisk } from './small-disk.fixture.ts'
import {
  mustBeOk,
  openVault,
  savedTextOf,
  savedTokenOf,
  startVault,
  twoSavedTokens,
} from './vault.fixture.ts'

const [{ facts, content }, other] = twoSavedTokens
const pathOf = (folder: string, id = facts.id): string => join(folder, 'tokens', `${id}.json`)

describe('a saved token', () => {
  it('is there after a restart, as it was', async () => {
    const first = await openVault()
    const saved = mustBeOk(await first.vault.savedTokens.save(facts, content))
    expect(saved).toEqual({ facts, contents: { state: 'ready', record: content }, unsaved: null })
    const { vault } = await openVault(first)
    expect(mustBeOk(await vault.savedTokens.list())).toEqual({ tokens: [saved], damaged: [] })
  })

  it('stands in its file with kind, size and date alone; name and text are sealed', async () => {
    const { vault, folder } = await openVault()
    mustBeOk(await vault.savedTokens.save(facts, content))
    const text = await readFile(pathOf(folder), 'utf8')
    const { secrets, ...clear } = JSON.parse(text) as { secrets: { kept: string; jwe: string } }
    expect(clear).toEqual({ format: 1, ...facts })
    expect(Object.keys(secrets)).toEqual(['kept', 'jwe'])
    expect(decodeProtectedHeader(secrets.jwe)).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      kid: expect.any(String) as string,
      id: facts.id,
    })
    const parts = secrets.jwe.split('.').map((part) => Buffer.from(part, 'base64url'))
    expect([text, ...parts].join('\n')).not.toContain('planted')
  })

  it.runIf(process.platform !== 'win32')('is 0600 in a folder that is 0700', async () => {
    const { vault, folder } = await openVault()
    mustBeOk(await vault.savedTokens.save(facts, content))
    const mode = async (of: string): Promise<number> => (await stat(of)).mode & 0o777
    expect(await mode(join(folder, 'tokens'))).toBe(0o700)
    expect(await mode(pathOf(folder))).toBe(0o600)
  })

  it('is not saved twice, and keeps its name then', async () => {
    const { vault } = await openVault()
    const first = mustBeOk(await vault.savedTokens.save(facts, content))
    const again = { ...content, name: 'another name' }
    expect(mustBeOk(await vault.savedTokens.save(other.facts, again))).toEqual(first)
    expect(mustBeOk(await vault.savedTokens.list()).tokens).toEqual([first])
  })

  it('takes another name, and nothing else changes', async () => {
    const first = await openVault()
    mustBeOk(await first.vault.savedTokens.save(facts, content))
    mustBeOk(await first.vault.savedTokens.rename(facts.id, 'planted again'))
    const { vault, folder } = await openVault(first)
    const record = { ...content, name: 'planted again' }
    expect(mustBeOk(await vault.savedTokens.read(facts.id))).toMatchObject({
      facts,
      contents: { state: 'ready', record },
    })
    expect([...(await everyFile(folder)).values()].join()).not.toContain('planted')
  })

  it('is not found once it is forgotten, and is back after undo', async () => {
    const { vault } = await openVault()
    mustBeOk(await vault.savedTokens.save(facts, content))
    mustBeOk(await vault.savedTokens.remove(facts.id))
    expect(mustBeOk(await vault.savedTokens.list()).tokens).toEqual([])
    const missing = { ok: false, failure: { kind: 'not-found' } }
    expect(await vault.savedTokens.read(facts.id)).toMatchObject(missing)
    expect(await vault.savedTokens.rename(facts.id, 'late')).toMatchObject(missing)
    mustBeOk(await vault.savedTokens.restore(facts.id))
    expect(await savedTextOf(vault, facts.id)).toBe(content.text)
  })

  it('that was forgotten is gone for good after quitting', async () => {
    const { vault, folder } = await openVault()
    mustBeOk(await vault.savedTokens.save(facts, content))
    mustBeOk(await vault.savedTokens.remove(facts.id))
    mustBeOk(await vault.close())
    expect([...(await everyFile(folder)).keys()]).toEqual(['vault-key.json'])
  })

  // A twentieth of the largest text. Its file grows with the text, so 20 times its size is an upper
  // bound of the largest file.
  it('of the largest size there can be, each character six bytes in JSON, is read back', async () => {
    const share = 20
    const largest = savedTokenContent.shape.text.maxLength ?? 0
    expect(largest).toBe(5_000_000)
    const first = await openVault()
    const text = '\u0000'.repeat(largest / share)
    mustBeOk(await first.vault.savedTokens.save(facts, { ...content, text }))
    const { size } = await stat(pathOf(first.folder))
    expect(size * share).toBeLessThan(savedTokenFiles.maxBytes)
    const { vault } = await openVault(first)
    expect((await savedTextOf(vault, facts.id)) === text).toBe(true)
  })

  it.each(['../vault-key', '', facts.id.toUpperCase()])(
    'is never looked for under the id "%s"',
    async (id) => {
      const { vault } = await openVault()
      const refused = { ok: false, failure: { kind: 'invalid-input', code: 'invalid-id' } }
      expect(await vault.savedTokens.read(id)).toMatchObject(refused)
      expect(await vault.savedTokens.rename(id, 'a name')).toMatchObject(refused)
      expect(await vault.savedTokens.remove(id)).toMatchObject(refused)
      expect(await vault.savedTokens.restore(id)).toMatchObject(refused)
    },
  )

  it('is saved once by two that ask at the same time', async () => {
    const { vault } = await openVault()
    const asked = [1, 2, 3].map((number) =>
      vault.savedTokens.save(savedTokenOf(number).facts, content),
    )
    for (const result of await Promise.all(asked)) mustBeOk(result)
    expect(mustBeOk(await vault.savedTokens.list()).tokens).toHaveLength(1)
  })
})

describe('a saved token in a locked vault', () => {
  it('is listed without its name, and can be forgotten, but neither opened nor renamed', async () => {
    const first = await openVault()
    mustBeOk(await first.vault.savedTokens.save(facts, content))
    for (const { vault } of [first, await startVault(first)]) {
      await vault.lock()
      const closed = { facts, contents: { state: 'locked' }, unsaved: null }
      expect(mustBeOk(await vault.savedTokens.list()).tokens).toEqual([closed])
      const locked = { ok: false, failure: { kind: 'locked' } }
      expect(await vault.savedTokens.save(other.facts, other.content)).toMatchObject(locked)
      expect(await vault.savedTokens.rename(facts.id, 'a name')).toMatchObject(locked)
      mustBeOk(await vault.savedTokens.remove(facts.id))
      mustBeOk(await vault.savedTokens.restore(facts.id))
      mustBeOk(await vault.open())
      expect(await savedTextOf(vault, facts.id)).toBe(content.text)
      expect(mustBeOk(await vault.savedTokens.list()).tokens).toHaveLength(1)
    }
  })
})

describe('a full disk', () => {
  it('refuses a token and a name, leaves what is saved, and takes them when it is free', async () => {
    const disk = await smallDisk()
    const { vault, folder } = await openVault({ folder: disk.folder, fs: disk.fs })
    const saved = mustBeOk(await vault.savedTokens.save(facts, content))
    const paths = [...(await everyFile(folder)).keys()].filter((path) => path.endsWith('.json'))
    await disk.fill()
    const full = {
      ok: false,
      failure: { kind: 'storage', code: 'ENOSPC', nextStep: 'Free some space, then try again.' },
    }
    expect(await vault.savedTokens.save(other.facts, other.content)).toMatchObject(full)
    await disk.fill()
    expect(await vault.savedTokens.rename(facts.id, 'a name')).toMatchObject(full)
    expect(mustBeOk(await vault.savedTokens.list()).tokens).toEqual([saved])
    const left = [...(await everyFile(folder)).keys()].filter((path) => !path.includes('ballast'))
    expect(left).toEqual(paths)
    await disk.free()
    mustBeOk(await vault.savedTokens.save(other.facts, other.content))
    expect(await savedTextOf(vault, other.facts.id)).toBe(other.content.text)
  })
})
