import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProviderSummary } from '../shared/ipc.ts'
import { defaultPreferences, type Preferences } from '../shared/preferences.ts'
import type { Result } from '../shared/result.ts'
import type { PreferencesStore } from './adapters/preferences-store.ts'
import { type App, createApp } from './app.ts'

/** The main process without Electron: real files, real demo services, a keyring in memory. */

const templatesFolder = fileURLToPath(new URL('../../resources/templates', import.meta.url))

let folder: string
let app: App
let events: { name: string; event: unknown }[]
let copied: string[]
let stored: { preferences: Preferences; order: string[]; demoAdded: boolean }

const preferences: PreferencesStore = {
  read: () => stored.preferences,
  change: (change) => {
    stored.preferences = { ...stored.preferences, ...change } as Preferences
    return stored.preferences
  },
  order: () => stored.order,
  setOrder: (order) => {
    stored.order = order
  },
  windowState: () => null,
  setWindowState: () => undefined,
  demoAdded: () => stored.demoAdded,
  setDemoAdded: () => {
    stored.demoAdded = true
  },
}

const keyring = {
  available: () => Promise.resolve(true),
  encrypt: (text: string) =>
    Promise.resolve(Buffer.from(`v11${text.split('').reverse().join('')}`)),
  decrypt: (sealed: Buffer) =>
    Promise.resolve({
      text: sealed.toString().slice(3).split('').reverse().join(''),
      shouldReEncrypt: false,
    }),
}

async function start(): Promise<App> {
  const created = await createApp({
    userDataFolder: folder,
    templatesFolder,
    cipher: keyring,
    clipboard: {
      copy: (text) => Promise.resolve(void copied.push(text)),
      clearOurs: () => Promise.resolve(),
    },
    preferences,
    publish: (name, event) => void events.push({ name, event }),
    proxyFor: () => Promise.resolve('DIRECT'),
    openExternal: () => Promise.resolve(),
    onReveal: () => undefined,
    onPreferences: () => undefined,
    about: { version: '0', runtime: 'test', platform: 'test' },
    now: Date.now,
    log: (line) => {
      throw new Error(line)
    },
  })
  return valueOf(created)
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

const snapshot = async () => valueOf(await app.handlers.snapshot(null))

async function demoProvider(template: string): Promise<ProviderSummary> {
  const { providers } = await snapshot()
  const found = providers.find(({ provider }) => provider.template === template)
  if (!found) throw new Error(`No provider of ${template}`)
  return found
}

async function run(id: string, operation: string) {
  return valueOf(await app.handlers.runOperation({ id, operation }))
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-app-'))
  events = []
  copied = []
  stored = { preferences: defaultPreferences, order: [], demoAdded: false }
  app = await start()
  await snapshot() // the window asks for one first, too: everything has been read then
})

afterEach(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

describe('the first start', () => {
  it('has a provider for every demo service, ready to obtain', async () => {
    const { providers, app: about, templates } = await snapshot()
    expect(about.firstStart).toBe(true)
    expect(providers.map(({ provider }) => provider.template).sort()).toEqual(
      templates.map(({ id }) => id).sort(),
    )
    expect(providers.every(({ secrets }) => secrets.state === 'ready')).toBe(true)
  })

  it('happens once: removed demo providers stay away', async () => {
    const { providers } = await snapshot()
    for (const { provider } of providers) await app.handlers.removeProvider({ id: provider.id })
    await app.close()
    app = await start()
    expect((await snapshot()).providers).toEqual([])
  })

  it('leaves the demo out where a person does not want it', async () => {
    await app.handlers.setPreferences({ demo: false })
    expect((await snapshot()).providers).toEqual([])
    await app.handlers.setPreferences({ demo: true })
    expect((await snapshot()).providers).not.toEqual([])
  })
})

describe('a provider', () => {
  it('obtains, refreshes and keeps its tokens over a restart', async () => {
    const { provider } = await demoProvider('gocardless-bank-account-data')
    expect(await run(provider.id, 'obtain')).toMatchObject({ status: 200, end: { ok: true } })
    const first = (await demoProvider(provider.template)).tokens
    expect(first.map(({ slot }) => slot)).toEqual(['access', 'refresh'])
    expect(await run(provider.id, 'refresh')).toMatchObject({ status: 200, end: { ok: true } })
    const second = (await demoProvider(provider.template)).tokens
    expect(second[1]).toEqual(first[1])
    expect(second[0]?.fingerprint).not.toBe(first[0]?.fingerprint)
    await app.close()
    app = await start()
    expect((await demoProvider(provider.template)).tokens).toEqual(second)
  })

  it('obtains and, where it can, refreshes from every demo service', async () => {
    for (const { provider } of (await snapshot()).providers) {
      const outcome = await run(provider.id, 'obtain')
      expect([provider.template, outcome.end.ok]).toEqual([provider.template, true])
      const { tokens } = await demoProvider(provider.template)
      if (!tokens.some(({ slot }) => slot === 'refresh')) continue
      expect((await run(provider.id, 'refresh')).end.ok).toBe(true)
    }
  })

  it('is told about only when it changed', async () => {
    const { provider } = await demoProvider('gocardless-bank-account-data')
    await run(provider.id, 'obtain')
    const changes = events.filter(({ name }) => name === 'providerChanged')
    const texts = changes.map(({ event }) => JSON.stringify(event))
    expect(texts.some((text, index) => text === texts[index - 1])).toBe(false)
    const before = changes.length
    await app.handlers.saveAgain({ id: provider.id })
    expect(events.filter(({ name }) => name === 'providerChanged')).toHaveLength(before)
  })

  it('is added, changed, duplicated, removed and brought back', async () => {
    const draft = {
      name: 'Mine',
      environment: 'sandbox',
      baseUrl: 'https://bank.example',
      template: 'gocardless-bank-account-data',
      fields: {},
      secrets: { secret_id: 'id', secret_key: 'key' },
    }
    const added = valueOf(await app.handlers.addProvider(draft))
    const { id } = added.provider
    expect(added.secrets).toEqual({ state: 'ready', present: ['secret_id', 'secret_key'] })
    const renamed = { ...draft, name: 'Renamed', secrets: {} }
    const changed = valueOf(await app.handlers.updateProvider({ id, draft: renamed }))
    expect(changed.provider.name).toBe('Renamed')
    expect(changed.secrets).toEqual(added.secrets)
    const copy = valueOf(await app.handlers.duplicateProvider({ id }))
    expect(copy.provider.name).toBe('Renamed (copy)')
    expect(copy.secrets).toEqual(added.secrets)
    valueOf(await app.handlers.removeProvider({ id }))
    expect((await snapshot()).providers.map(({ provider }) => provider.id)).not.toContain(id)
    expect(valueOf(await app.handlers.undoRemoveProvider({ id }))).toEqual(changed)
  })

  it('keeps the order that a person gave it', async () => {
    const ids = (await snapshot()).providers.map(({ provider }) => provider.id).reverse()
    await app.handlers.orderProviders({ ids })
    expect((await snapshot()).providers.map(({ provider }) => provider.id)).toEqual(ids)
  })

  it('costs nobody else when its file is damaged', async () => {
    const { providers } = await snapshot()
    const [damaged, ...others] = providers
    await app.close()
    const file = join(folder, 'providers', `${damaged?.provider.id ?? ''}.json`)
    await writeFile(file, '{ cut')
    app = await start()
    const after = await snapshot()
    expect(after.damaged.map((each) => each.file)).toEqual([`${damaged?.provider.id ?? ''}.json`])
    expect(after.providers).toHaveLength(others.length)
    expect(await readFile(file, 'utf8')).toBe('{ cut')
    const id = after.damaged[0]?.id ?? ''
    valueOf(await app.handlers.removeProvider({ id }))
    expect((await snapshot()).damaged).toEqual([])
    expect((await app.handlers.undoRemoveProvider({ id })).ok).toBe(false)
    expect((await snapshot()).damaged).toEqual(after.damaged)
  })
})

describe('a token', () => {
  it('is copied as it is and as a header', async () => {
    const { provider } = await demoProvider('gocardless-bank-account-data')
    const of = { id: provider.id, slot: 'access' } as const
    await run(provider.id, 'obtain')
    const token = valueOf(await app.handlers.revealToken(of))
    await app.handlers.copyToken({ ...of, format: 'token' })
    await app.handlers.copyToken({ ...of, format: 'authorization-header' })
    await app.handlers.copyToken({ ...of, format: 'claims-json' })
    expect(copied.slice(0, 2)).toEqual([token, `Authorization: Bearer ${token}`])
    expect(JSON.parse(copied[2] ?? '')).toMatchObject({ token_type: 'access' })
  })

  it('is never in clear on disk, in an event or in a snapshot', async () => {
    const { provider } = await demoProvider('gocardless-bank-account-data')
    await run(provider.id, 'obtain')
    const tokens = []
    for (const slot of ['access', 'refresh'] as const) {
      tokens.push(valueOf(await app.handlers.revealToken({ id: provider.id, slot })))
    }
    const inspection = await app.handlers.inspectToken({ id: provider.id, slot: 'access' })
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    const texts = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map((file) => readFile(join(file.parentPath, file.name), 'utf8')),
    )
    const everything = [...texts, JSON.stringify([events, await snapshot(), inspection])].join('\n')
    for (const token of tokens) {
      expect(everything).not.toContain(token)
      expect(everything).not.toContain(token.split('.')[2])
    }
  })
})

describe('verifying', () => {
  it('verifies each token that arrives where the provider names its keys', async () => {
    const { provider } = await demoProvider('ix-api')
    const keySource = { from: 'jwks-url', url: 'demo:' } as const
    valueOf(await app.handlers.setKeySource({ id: provider.id, keySource }))
    await run(provider.id, 'obtain')
    await expect
      .poll(async () => (await demoProvider(provider.template)).verified)
      .toMatchObject({ access: { verdict: 'valid' }, refresh: { verdict: 'valid' } })
    valueOf(await app.handlers.setKeySource({ id: provider.id, keySource: null }))
    expect((await demoProvider(provider.template)).verified).toEqual({})
  })

  it('asks before it fetches what a person named', async () => {
    const { provider } = await demoProvider('banyan')
    await run(provider.id, 'obtain')
    const of = { id: provider.id, slot: 'access' } as const
    const url = 'https://keys.invalid/jwks'
    const keySource = { from: 'jwks-url', url } as const
    const asked = valueOf(await app.handlers.verifyToken({ of, keySource }))
    expect(asked).toMatchObject({ state: 'ask', fetches: [{ url, namedBy: 'user' }] })
    expect(valueOf(await app.handlers.describeFetch({ of, keySource }))).toMatchObject([{ url }])
  })

  it('asks for the real address where the demo services are meant', async () => {
    const { provider } = await demoProvider('banyan')
    await run(provider.id, 'obtain')
    const of = { id: provider.id, slot: 'access' } as const
    const keySource = { from: 'jwks-url', url: 'demo:' } as const
    const asked = valueOf(await app.handlers.verifyToken({ of, keySource }))
    const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//) as string
    expect(asked).toEqual({
      state: 'ask',
      fetches: [{ url, purpose: 'key-set', namedBy: 'user', refused: null }],
    })
    const agreed = asked.state === 'ask' ? asked.fetches.map((fetch) => fetch.url) : []
    expect(valueOf(await app.handlers.verifyToken({ of, keySource, agreed }))).toMatchObject({
      result: { verdict: 'valid' },
    })
  })

  it('verifies a pasted token with a shared secret', async () => {
    // RFC 7515 appendix A.1
    const text =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    const secret =
      'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow'
    const keySource = { from: 'secret', text: secret, encoding: 'base64url' } as const
    const answer = valueOf(await app.handlers.verifyToken({ of: { text }, keySource }))
    expect(answer).toMatchObject({
      state: 'done',
      result: { signatures: [{ outcome: 'valid', algorithm: 'HS256' }] },
    })
  })
})

describe('the vault', () => {
  it('drops every secret when the screen is locked, and opens again after it', async () => {
    const { provider } = await demoProvider('gocardless-bank-account-data')
    await run(provider.id, 'obtain')
    await app.lock()
    const locked = await snapshot()
    expect(locked.vault.state).toBe('locked')
    expect(locked.providers.every(({ secrets }) => secrets.state === 'locked')).toBe(true)
    expect(locked.providers.flatMap(({ tokens }) => tokens)).toEqual([])
    const refused = await run(provider.id, 'refresh')
    expect(refused.end).toMatchObject({ ok: false, failure: { kind: 'locked' } })
    await app.unlock()
    expect((await demoProvider(provider.template)).tokens).toHaveLength(2)
  })

  it('lists the providers while it waits for its passphrase', { timeout: 30_000 }, async () => {
    const passphrase = 'correct horse battery'
    valueOf(await app.handlers.protectVault({ protection: 'passphrase', passphrase }))
    await app.close()
    app = await start()
    const locked = await snapshot()
    expect(locked.vault).toMatchObject({ state: 'locked', protection: 'passphrase' })
    expect(locked.providers.every(({ secrets }) => secrets.state === 'locked')).toBe(true)
    const wrong = await app.handlers.unlockVault({ passphrase: 'another passphrase' })
    expect(wrong.ok).toBe(false)
    valueOf(await app.handlers.unlockVault({ passphrase }))
    expect((await snapshot()).providers.every(({ secrets }) => secrets.state === 'ready')).toBe(
      true,
    )
  })

  it('gets another key without losing a token', async () => {
    const { provider } = await demoProvider('gocardless-bank-account-data')
    await run(provider.id, 'obtain')
    const { tokens } = await demoProvider(provider.template)
    valueOf(await app.handlers.replaceVaultKey(null))
    await app.close()
    app = await start()
    expect((await demoProvider(provider.template)).tokens).toEqual(tokens)
  })
})
