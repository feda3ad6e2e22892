import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ok } from '../../shared/result.ts'
import type { SavedTokenContent } from '../../shared/saved-token.ts'
import { everyFile } from '../vault/folder.fixture.ts'
import { mustBeOk, openVault } from '../vault/vault.fixture.ts'
import { createSavedTokens } from './saved-tokens.ts'

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (sub: string): string => `${part({ alg: 'HS256' })}.${part({ sub })}.SENTINEL-${sub}`
const content = (sub: string): SavedTokenContent => {
  return { name: `SENTINEL name of ${sub}`, text: jwt(sub), foundIn: 'url-query', slot: 'access' }
}

async function start() {
  const { vault, folder } = await openVault()
  const events: string[] = []
  let now = 1_700_000_000_000
  let reveals = 0
  const saved = createSavedTokens({
    vault,
    publish: (name) => void events.push(name),
    uses: {
      reveal: () => {
        reveals += 1
        return ok(null)
      },
    },
    now: () => (now += 1000),
  })
  return { saved, vault, folder, events, reveals: () => reveals }
}

describe('saved tokens', () => {
  it('say of themselves what was read off their text, newest first', async () => {
    const { saved } = await start()
    mustBeOk(await saved.save(content('one')))
    const opaque = { ...content('two'), text: 'é'.repeat(20), foundIn: 'bare' } as const
    mustBeOk(await saved.save(opaque))
    expect(mustBeOk(await saved.list())).toMatchObject({
      tokens: [
        { label: 'Opaque token', bytes: 40, contents: { state: 'ready', name: opaque.name } },
        { label: 'Signed JWT', bytes: jwt('one').length, contents: { state: 'ready' } },
      ],
      damaged: [],
    })
  })

  it('give their text when they are opened and at no other time', async () => {
    const { saved, vault, folder, reveals } = await start()
    const answers: unknown[] = []
    const one = mustBeOk(await saved.save(content('one')))
    mustBeOk(await saved.save(content('two')))
    answers.push(one, await saved.list(), await saved.rename(one.id, 'SENTINEL other'))
    answers.push(await saved.save(content('one')))
    answers.push(await saved.forget(one.id), await saved.undoForget(one.id))
    await vault.lock()
    answers.push(await saved.list(), await saved.open(one.id), await saved.save(content('three')))
    mustBeOk(await vault.open())
    expect(JSON.stringify(answers)).toContain('SENTINEL other')
    expect(JSON.stringify(answers)).not.toMatch(/SENTINEL-|eyJ/)
    expect([...(await everyFile(folder)).values()].join()).not.toMatch(/SENTINEL/)
    expect(reveals()).toBe(0)
    expect(mustBeOk(await saved.open(one.id))).toEqual({
      ...content('one'),
      name: 'SENTINEL other',
    })
    expect(reveals()).toBe(1)
  })

  it('are told about once something was stored, and only then', async () => {
    const { saved, vault, events } = await start()
    const { id } = mustBeOk(await saved.save(content('one')))
    mustBeOk(await saved.rename(id, 'another name'))
    mustBeOk(await saved.forget(id))
    mustBeOk(await saved.undoForget(id))
    expect(events).toEqual(Array(4).fill('savedTokensChanged'))
    mustBeOk(await saved.list())
    mustBeOk(await saved.open(id))
    await vault.lock()
    expect((await saved.save(content('two'))).ok).toBe(false)
    expect((await saved.rename(id, 'a third name')).ok).toBe(false)
    expect((await saved.undoForget(id)).ok).toBe(false)
    expect(events).toHaveLength(4)
  })

  it('stay closed where the vault is locked while one is decrypted', async () => {
    const { saved, vault, reveals } = await start()
    const { id } = mustBeOk(await saved.save(content('one')))
    const decrypt = crypto.subtle.decrypt.bind(crypto.subtle)
    const locked: Promise<unknown>[] = []
    const spy = vi.spyOn(crypto.subtle, 'decrypt').mockImplementation((...input) => {
      locked.push(vault.lock())
      return decrypt(...input)
    })
    onTestFinished(() => {
      spy.mockRestore()
    })
    expect(await saved.open(id)).toMatchObject({ ok: false, failure: { kind: 'locked' } })
    expect([locked.length, reveals()]).toEqual([1, 0])
    await Promise.all(locked)
  })

  it('say that they are locked, or why they do not open', async () => {
    const { saved, vault } = await start()
    const { id } = mustBeOk(await saved.save(content('one')))
    await vault.lock()
    expect(await saved.open(id)).toMatchObject({ ok: false, failure: { kind: 'locked' } })
    expect(mustBeOk(await saved.list()).tokens).toMatchObject([{ contents: { state: 'locked' } }])
    mustBeOk(await vault.open())
    mustBeOk(await vault.protect({ protection: 'memory' }))
    await vault.lock()
    mustBeOk(await vault.open())
    const gone = { code: 'record-memory-only' }
    expect(await saved.open(id)).toMatchObject({ ok: false, failure: gone })
    expect(mustBeOk(await saved.list()).tokens).toMatchObject([
      { contents: { state: 'enter-again', failure: gone } },
    ])
  })
})
