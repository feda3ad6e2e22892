import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everyFile } from './folder.fixture.ts'
import { fakeKeyring } from './keyring.fixture.ts'
import { recordingFs, systemError } from './recording-fs.fixture.ts'
import {
  mustBeOk,
  openVault,
  providerOf,
  savedTextOf,
  startVault,
  twoSavedTokens,
} from './vault.fixture.ts'

const [{ facts, content }, other] = twoSavedTokens
const pathOf = (folder: string, id = facts.id): string => join(folder, 'tokens', `${id}.json`)
const recordIn = (text: string): string => /"jwe": "(.*?)"/.exec(text)?.[1] ?? ''

describe('a damaged file of a saved token', () => {
  it.each([
    { what: 'is cut off', alter: (text: string) => text.slice(0, 60), code: 'file-damaged' },
    { what: 'holds its text in clear', alter: inClear, code: 'file-damaged' },
    { what: 'names another id', alter: withOtherId, code: 'file-damaged' },
    { what: 'is of a newer version', alter: () => '{"format":2}', code: 'file-newer' },
  ])('that $what is listed, kept as it is, and costs no other', async ({ alter, code }) => {
    const { vault, folder } = await openVault()
    mustBeOk(await vault.savedTokens.save(facts, content))
    mustBeOk(await vault.savedTokens.save(other.facts, other.content))
    const text = alter(await readFile(pathOf(folder), 'utf8'))
    await writeFile(pathOf(folder), text)
    const list = mustBeOk(await vault.savedTokens.list())
    expect(list.tokens).toMatchObject([{ facts: other.facts, contents: { state: 'ready' } }])
    const damaged = [{ id: facts.id, file: `${facts.id}.json`, failure: { code } }]
    expect(list.damaged).toMatchObject(damaged)
    const refused = { ok: false, failure: { kind: 'storage', code } }
    expect(await vault.savedTokens.read(facts.id)).toMatchObject(refused)
    expect(await vault.savedTokens.rename(facts.id, 'a name')).toMatchObject(refused)
    mustBeOk(await vault.savedTokens.remove(facts.id))
    expect(mustBeOk(await vault.savedTokens.list()).damaged).toEqual([])
    mustBeOk(await vault.savedTokens.restore(facts.id))
    expect(mustBeOk(await vault.savedTokens.list()).damaged).toMatchObject(damaged)
    expect(await readFile(pathOf(folder), 'utf8')).toBe(text)
  })

  const cases: { what: string; alter: (text: string, from: Record<string, string>) => string }[] = [
    { what: 'was moved from another saved token', alter: (text, { token }) => put(text, token) },
    { what: 'was moved from a provider', alter: (text, { provider }) => put(text, provider) },
    { what: 'is cut off', alter: (text) => put(text, recordIn(text).slice(0, -5)) },
    { what: 'is empty', alter: (text) => put(text, '') },
  ]

  it.each(cases)('with a record that $what keeps it, and says so', async ({ what, alter }) => {
    const { vault, folder } = await openVault()
    mustBeOk(await vault.savedTokens.save(facts, content))
    mustBeOk(await vault.savedTokens.save(other.facts, other.content))
    // A provider and a saved token with the same id: their records must not be interchangeable.
    const twin = providerOf(1, { id: facts.id })
    mustBeOk(await vault.add(twin, { secret_key: 'a secret' }))
    const text = await readFile(pathOf(folder), 'utf8')
    const altered = alter(text, {
      token: recordIn(await readFile(pathOf(folder, other.facts.id), 'utf8')),
      provider: recordIn(await readFile(join(folder, 'providers', `${facts.id}.json`), 'utf8')),
    })
    expect(altered).not.toBe(text)
    await writeFile(pathOf(folder), altered)
    const again = {
      title: 'This saved token cannot be read',
      nextStep: 'Paste and save it again, or forget it.',
    }
    expect(mustBeOk(await vault.savedTokens.read(facts.id))).toMatchObject({
      facts,
      contents: { state: 'enter-again', failure: again },
    })
    expect(await vault.savedTokens.rename(facts.id, 'x')).toMatchObject({ failure: again })
    // A moved record opens with the old key once its file is put back.
    expect((await vault.rotateKey()).ok).toBe(!what.startsWith('was moved'))
    expect(await readFile(pathOf(folder), 'utf8')).toBe(altered)
    expect(await savedTextOf(vault, other.facts.id)).toBe(other.content.text)
  })
})

describe('a vault that was started afresh', () => {
  it('keeps what the old key sealed, lists it, and saves the same text anew', async () => {
    const first = await openVault()
    mustBeOk(await first.vault.savedTokens.save(facts, content))
    const before = await readFile(pathOf(first.folder), 'utf8')
    const { vault, folder } = await startVault({ ...first, keyring: fakeKeyring() })
    expect((await vault.open()).ok).toBe(false)
    expect(await savedTextOf(vault, facts.id)).toBe('locked')
    mustBeOk(await vault.startAfresh())
    expect(mustBeOk(await vault.savedTokens.read(facts.id)).contents).toMatchObject({
      state: 'enter-again',
      failure: { code: 'record-unknown-key' },
    })
    mustBeOk(await vault.savedTokens.save(other.facts, content))
    expect(await savedTextOf(vault, other.facts.id)).toBe(content.text)
    expect(await readFile(pathOf(folder), 'utf8')).toBe(before)
  })
})

describe('saved tokens in memory only', () => {
  it('leave kind, size and date on disk, and say that they are gone after a restart', async () => {
    const first = await openVault({ keyring: fakeKeyring('absent') })
    mustBeOk(await first.vault.savedTokens.save(facts, content))
    expect(await savedTextOf(first.vault, facts.id)).toBe(content.text)
    const text = await readFile(pathOf(first.folder), 'utf8')
    expect(JSON.parse(text)).toEqual({ format: 1, ...facts, secrets: { kept: 'memory' } })
    const { vault } = await openVault(first)
    expect(mustBeOk(await vault.savedTokens.list()).tokens).toMatchObject([
      {
        facts,
        contents: {
          state: 'enter-again',
          failure: { title: 'This saved token no longer exists', code: 'record-memory-only' },
        },
      },
    ])
  })

  it('go when the vault is locked, also one that was forgotten', async () => {
    const { vault } = await openVault({ keyring: fakeKeyring('absent') })
    mustBeOk(await vault.savedTokens.save(facts, content))
    mustBeOk(await vault.savedTokens.save(other.facts, other.content))
    mustBeOk(await vault.savedTokens.remove(other.facts.id))
    await vault.lock()
    mustBeOk(await vault.open())
    mustBeOk(await vault.savedTokens.restore(other.facts.id))
    expect(await savedTextOf(vault, facts.id)).toBe('enter-again')
    expect(await savedTextOf(vault, other.facts.id)).toBe('enter-again')
  })

  it('come back with undo, as they were', async () => {
    const { vault } = await openVault({ keyring: fakeKeyring('absent') })
    mustBeOk(await vault.savedTokens.save(facts, content))
    mustBeOk(await vault.savedTokens.remove(facts.id))
    mustBeOk(await vault.savedTokens.restore(facts.id))
    expect(await savedTextOf(vault, facts.id)).toBe(content.text)
  })

  it.each([
    { by: 'another name', again: 'rename' },
    { by: 'saving the same text', again: 'save' },
  ])('that a disk does not take on the way out stay there until $by stores them', async (how) => {
    let full = false
    const fs = recordingFs({
      before: ({ call, path }) => {
        if (full && call === 'write' && path.includes(facts.id)) throw systemError('ENOSPC')
      },
    })
    const { vault, folder, keyring } = await openVault({ keyring: fakeKeyring('absent'), fs })
    mustBeOk(await vault.savedTokens.save(facts, content))
    keyring.mood = 'answers'
    full = true
    expect(await vault.protect({ protection: 'operating-system' })).toMatchObject({
      failure: { kind: 'not-saved', code: 'ENOSPC' },
    })
    expect(mustBeOk(await vault.savedTokens.read(facts.id))).toMatchObject({
      contents: { state: 'ready', record: content },
      unsaved: { title: 'This saved token is in memory only', code: 'ENOSPC' },
    })
    full = false
    const stored =
      how.again === 'rename'
        ? await vault.savedTokens.rename(facts.id, content.name)
        : await vault.savedTokens.save(other.facts, content)
    expect(mustBeOk(stored)).toMatchObject({ facts, unsaved: null })
    const next = await openVault({ folder, keyring })
    expect(await savedTextOf(next.vault, facts.id)).toBe(content.text)
  })
})

describe('a folder of saved tokens that cannot be used', () => {
  it('is reported, and costs no provider', async () => {
    const first = await openVault()
    mustBeOk(await first.vault.add(providerOf(1), { secret_key: 'kept' }))
    await rm(join(first.folder, 'tokens'), { recursive: true })
    await writeFile(join(first.folder, 'tokens'), 'in the way')
    const { vault, folder, reports } = await openVault(first)
    expect(reports).toMatchObject([{ title: 'The folder tokens cannot be used' }])
    const refused = { ok: false, failure: { kind: 'storage' } }
    expect(await vault.savedTokens.list()).toMatchObject(refused)
    expect(await vault.savedTokens.save(facts, content)).toMatchObject(refused)
    expect(mustBeOk(await vault.list()).providers).toMatchObject([{ contents: { state: 'ready' } }])
    expect((await everyFile(folder)).get('tokens')).toBe('in the way')
  })
})

const put = (text: string, record = ''): string => text.replace(recordIn(text), record)

function inClear(text: string): string {
  return JSON.stringify({ ...(JSON.parse(text) as object), secrets: { kept: 'clear', text: 'x' } })
}

function withOtherId(text: string): string {
  return text.replace(`"id": "${facts.id}"`, `"id": "${other.facts.id}"`)
}
