import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { callNames } from '../shared/ipc.ts'
import { ok } from '../shared/result.ts'
import { type CallEvent, fromOwnWindow, type Handlers, serve } from './ipc.ts'
import { inputs } from './inputs.ts'

const id = '5f0c6b0e-7c53-4d09-a3f1-0c9d1a8f6b11'
const saved = { name: 'mine', text: 'a.b.c', foundIn: 'bare', slot: null }
const draft = {
  name: 'mine',
  environment: 'test',
  baseUrl: 'https://api.example',
  template: 'gocardless',
  fields: {},
  secrets: {},
}
const pastedKey = { from: 'pasted', text: 'key' }
const page = 'app://touchstone/index.html'

/** The places in a JSON schema that take an unknown field, as pointers. */
function openObjects(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const isOpen = 'properties' in schema && Reflect.get(schema, 'additionalProperties') !== false
  const within = Object.entries(schema).flatMap(([name, inner]) =>
    openObjects(inner, `${at}/${name}`),
  )
  return isOpen ? [at, ...within] : within
}

function servedWith(
  handlers: Partial<Handlers>,
  isAllowed: (event: CallEvent) => boolean = () => true,
) {
  const listeners = new Map<string, (event: CallEvent, input: unknown) => Promise<unknown>>()
  const lines: string[] = []
  serve(
    {
      handle: (name, listener) => {
        listeners.set(name, listener)
      },
    },
    isAllowed,
    inputs,
    handlers as Handlers,
    (line) => lines.push(line),
  )
  const event: CallEvent = { sender: { mainFrame: null }, senderFrame: null }
  const call = async (name: string, input: unknown) => listeners.get(name)?.(event, input)
  return { call, listeners, lines }
}

describe('serve', () => {
  it('answers every call of the contract', () => {
    expect([...servedWith({}).listeners.keys()].sort()).toEqual([...callNames].sort())
  })

  it('gives a handler its parsed input', async () => {
    const cancelRun = vi.fn(() => ok('cancelled' as const))
    const { call } = servedWith({ cancelRun })
    expect(await call('cancelRun', { id })).toEqual({ ok: true, value: 'cancelled' })
    expect(cancelRun).toHaveBeenCalledWith({ id })
  })

  it.each([
    ['a missing field', 'cancelRun', {}],
    ['an unknown field', 'cancelRun', { id, more: 1 }],
    ['an unknown field in a new provider', 'addProvider', { ...draft, id }],
    ['an unknown field in a draft', 'updateProvider', { id, draft: { ...draft, keySource: null } }],
    ['an unknown field beside a draft', 'updateProvider', { id, draft, more: 1 }],
    [
      'an unknown field in a key source',
      'setKeySource',
      { id, keySource: { ...pastedKey, url: '' } },
    ],
    [
      'an unknown field in what is expected',
      'verifyToken',
      { of: { text: 'a.b.c' }, keySource: pastedKey, expected: { algorithm: 'none' } },
    ],
    ['an id that is a path', 'cancelRun', { id: '../../etc/passwd' }],
    ['another slot', 'revealToken', { id, slot: 'session' }],
    ['another copy format', 'copyToken', { id, slot: 'access', format: 'html' }],
    ['a preference out of its range', 'setPreferences', { revealSeconds: 100_000 }],
    ['an unknown preference', 'setPreferences', { colour: 'red' }],
    ['input where there is none', 'snapshot', {}],
    ['a token that is too long', 'saveToken', { ...saved, text: 'a'.repeat(5_000_001) }],
    ['a token without text', 'saveToken', { ...saved, text: '' }],
    ['a name of blanks', 'saveToken', { ...saved, name: '   ' }],
    ['a name that is too long', 'renameSavedToken', { id, name: 'a'.repeat(201) }],
    ['a place that is none', 'saveToken', { ...saved, foundIn: 'nowhere' }],
    ['a kind from the page', 'saveToken', { ...saved, label: 'Signed JWT' }],
    ['a saved token by a path', 'openSavedToken', { id: '../vault-key' }],
  ])('refuses %s and calls nobody', async (_, name, input) => {
    const handler = vi.fn()
    const { call } = servedWith({ [name]: handler })
    expect(await call(name, input)).toMatchObject({ ok: false, failure: { kind: 'invalid-input' } })
    expect(handler).not.toHaveBeenCalled()
  })

  it.each(callNames)('takes no unknown field anywhere in the input of %s', (name) => {
    expect(openObjects(z.toJSONSchema(inputs[name], { io: 'input' }))).toEqual([])
  })

  it.each([
    ['addProvider', draft],
    ['updateProvider', { id, draft }],
    ['setKeySource', { id, keySource: pastedKey }],
    ['verifyToken', { of: { text: 'a.b.c' }, keySource: pastedKey, expected: { issuer: 'me' } }],
  ])('takes for %s what has known fields only', async (name, input) => {
    const { call } = servedWith({ [name]: () => ok({}) })
    expect(await call(name, input)).toEqual(ok({}))
  })

  it('takes a token of the largest size, and trims its name', async () => {
    const saveToken = vi.fn(() => ok({}))
    const { call } = servedWith({ saveToken } as unknown as Partial<Handlers>)
    const text = 'a'.repeat(5_000_000)
    expect(await call('saveToken', { ...saved, text, name: ' mine ' })).toEqual(ok({}))
    expect(saveToken).toHaveBeenCalledWith({ ...saved, text })
  })

  it('says where an input is wrong without repeating its value', async () => {
    const { call } = servedWith({})
    const answer = await call('unlockVault', { passphrase: { secret: 'hunter2' } })
    expect(JSON.stringify(answer)).toContain('passphrase')
    expect(JSON.stringify(answer)).not.toContain('hunter2')
  })

  it('sets only the preferences that were sent', async () => {
    const setPreferences = vi.fn<Handlers['setPreferences']>()
    await servedWith({ setPreferences }).call('setPreferences', { theme: 'dark' })
    expect(setPreferences).toHaveBeenCalledExactlyOnceWith({ theme: 'dark' })
  })

  it('refuses a sender that is not allowed before looking at its input', async () => {
    const snapshot = vi.fn<Handlers['snapshot']>()
    const { call } = servedWith({ snapshot }, () => false)
    expect(await call('snapshot', null)).toMatchObject({ ok: false })
    expect(snapshot).not.toHaveBeenCalled()
  })

  it('turns an exception into a failure that repeats nothing of it', async () => {
    const { call, lines } = servedWith({
      snapshot: () => {
        throw new Error('token eyJsecret is bad')
      },
    })
    const answer = await call('snapshot', null)
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'internal' } })
    expect(JSON.stringify(answer) + lines.join()).not.toContain('eyJsecret')
    expect(lines).toEqual([expect.stringContaining('snapshot failed inside: Error at ')])
  })
})

describe('fromOwnWindow', () => {
  const mainFrame = { url: page }
  const own = { mainFrame }
  const isOwn = fromOwnWindow(() => own, page)

  it('accepts the main frame of its own window', () => {
    expect(isOwn({ sender: own, senderFrame: mainFrame })).toBe(true)
  })

  it.each([
    ['another window', { sender: { mainFrame }, senderFrame: mainFrame }],
    ['a frame inside the page', { sender: own, senderFrame: { url: page } }],
    ['a frame that is gone', { sender: own, senderFrame: null }],
  ])('refuses %s', (_, event) => {
    expect(isOwn(event)).toBe(false)
  })

  it('refuses its own window when it shows another page', () => {
    const elsewhere = { url: `${page}?x` }
    const sender = { mainFrame: elsewhere }
    expect(fromOwnWindow(() => sender, page)({ sender, senderFrame: elsewhere })).toBe(false)
  })
})
