import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProviderDraft } from '../shared/provider.ts'
import type { ImportPreview } from '../shared/transfer.ts'
import { appForEachTest } from './app.fixture.ts'
import { failureOf, valueOf } from './provider/provider.fixture.ts'
import { openSecrets, readExport } from './transfer/export-file.ts'
import { doNotExport } from './transfer/export-questions.ts'

const main = appForEachTest()
const other = appForEachTest()
const passphrase = 'a passphrase of its own'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-export-'))
})
afterEach(() => rm(folder, { recursive: true }))

const bank: ProviderDraft = {
  name: 'Bank',
  environment: 'production',
  baseUrl: 'https://bank.example/api',
  template: 'gocardless-bank-account-data',
  fields: {},
  secrets: { secret_id: 'planted-id', secret_key: 'planted-key' },
}
const exchange: ProviderDraft = {
  ...bank,
  name: 'Exchange',
  baseUrl: 'https://exchange.example',
  template: 'ix-api',
  secrets: { api_key: 'planted-api-key', api_secret: 'planted-api-secret' },
}

async function add(app: typeof main, draft: ProviderDraft): Promise<string> {
  return valueOf(await app.app.handlers.addProvider(draft)).provider.id
}

/** Exports two providers of the first app with their secrets. */
async function exportBoth(): Promise<string> {
  const ids = [await add(main, bank), await add(main, exchange)]
  const keySource = { from: 'jwks-url', url: 'https://bank.example/jwks' } as const
  valueOf(await main.app.handlers.setKeySource({ id: ids[0] ?? '', keySource }))
  const path = join(folder, 'export.json')
  main.chooseFile(path)
  main.answer('Export secrets')
  valueOf(await main.app.handlers.exportProviders({ ids, passphrase }))
  return path
}

/** Opens a file in the second app, with its secrets. */
async function preview(path: string): Promise<ImportPreview> {
  other.chooseFile(path)
  const { ticket } = valueOf(await other.app.handlers.openImport(null))
  return valueOf(await other.app.handlers.unlockImport({ ticket, passphrase }))
}

const dropped = (providers: object[], extra: object = {}) => ({
  name: 'dropped.json',
  text: JSON.stringify({ touchstone: 'export', version: 1, sealed: null, providers, ...extra }),
})
const settings = {
  name: 'Bank',
  environment: 'test',
  baseUrl: 'https://bank.example',
  template: 'gocardless-bank-account-data',
  fields: {},
}

/** Providers of the second app that are not demo ones, as they are stored. */
async function imported() {
  const { providers } = await other.snapshot()
  return providers.filter(({ provider }) => provider.baseUrl !== 'demo:')
}

describe('an export', () => {
  it('asks before secrets leave the vault, naming how many of which providers', async () => {
    const ids = [await add(main, bank), await add(main, exchange)]
    const path = join(folder, 'export.json')
    main.chooseFile(path)
    main.answer(doNotExport)
    const refused = await main.app.handlers.exportProviders({ ids, passphrase })
    expect(failureOf(refused)).toMatchObject({ kind: 'declined', title: 'Not exported' })
    expect(main.asked[0]?.detail).toContain('Secrets: 4\nOf 2 providers: "Bank", "Exchange"')
    expect(main.asked[0]?.buttons[0]).toBe(doNotExport)
    expect(JSON.stringify(main.asked)).not.toMatch(/planted|passphrase of its own/)
    await expect(stat(path)).rejects.toThrow('ENOENT')
  })

  it('without secrets asks nothing, and has neither secrets nor tokens', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    const path = join(folder, 'export.json')
    main.chooseFile(path)
    const ids = [await add(main, bank), provider.id]
    const done = valueOf(await main.app.handlers.exportProviders({ ids }))
    expect(done).toEqual({ path, providers: 2, secrets: 0, unreadable: [] })
    expect(main.asked).toEqual([])
    const text = await readFile(path, 'utf8')
    expect(JSON.parse(text)).toMatchObject({ touchstone: 'export', version: 1, sealed: null })
    expect(text).not.toMatch(/planted|eyJ|secret_key/)
    expect(text).not.toContain(provider.id)
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(valueOf(await main.app.handlers.activity(null))[0]).toMatchObject({
      transfer: 'exported',
      providers: 2,
      secrets: 0,
    })
  })

  it('needs an open vault and a passphrase that is no guess, and writes nothing otherwise', async () => {
    const ids = [await add(main, bank)]
    main.chooseFile(join(folder, 'export.json'))
    const short = await main.app.handlers.exportProviders({ ids, passphrase: 'short' })
    expect(failureOf(short).code).toBe('passphrase-too-short')
    await main.app.lock('screen')
    const locked = await main.app.handlers.exportProviders({ ids, passphrase })
    expect(failureOf(locked).kind).toBe('locked')
    expect(main.asked).toEqual([])
  })

  it('writes no secret once the vault was locked after the question', async () => {
    const ids = [await add(main, bank)]
    const path = join(folder, 'export.json')
    main.chooseFile(path)
    main.answer('Export secrets')
    const running = main.app.handlers.exportProviders({ ids, passphrase })
    await main.app.lock('screen')
    expect(failureOf(await running).title).toBe('The secrets have changed meanwhile')
    await expect(stat(path)).rejects.toThrow('ENOENT')
  })

  it('says what failed where the file cannot be written', async () => {
    main.chooseFile(join(folder, 'missing', 'export.json'))
    const refused = await main.app.handlers.exportProviders({ ids: [await add(main, bank)] })
    expect(failureOf(refused)).toMatchObject({
      kind: 'storage',
      title: 'export.json could not be saved',
      nextStep: 'Export to another folder.',
    })
  })

  it('writes nothing where no file is chosen', async () => {
    const refused = await main.app.handlers.exportProviders({ ids: [await add(main, bank)] })
    expect(failureOf(refused).kind).toBe('declined')
  })
})

describe('an import', () => {
  it('gives another vault the same providers and secrets', async () => {
    const path = await exportBoth()
    const { ticket, items } = await preview(path)
    other.answer('Import')
    const done = valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0, 1] }))
    expect(done).toMatchObject({ leftOut: [], failed: [] })
    await other.restart()
    const now = await imported()
    const before = (await main.snapshot()).providers.slice(-2)
    const comparable = ({ provider, secrets }: (typeof now)[number]) => {
      const { id: _id, createdAtMs: _createdAtMs, ...rest } = provider
      return { ...rest, secrets }
    }
    expect(now.map(comparable)).toEqual(before.map(comparable))
    expect(items.map(({ secrets }) => secrets)).toEqual([
      ['Secret ID', 'Secret key'],
      ['API key', 'API secret'],
    ])
    // The values: what the second app exports in turn has them.
    const again = join(folder, 'again.json')
    other.chooseFile(again)
    other.answer('Export secrets')
    const ids = now.map(({ provider }) => provider.id)
    valueOf(await other.app.handlers.exportProviders({ ids, passphrase }))
    const file = valueOf(readExport(await readFile(again, 'utf8')))
    expect(valueOf(await openSecrets(file, passphrase))).toEqual([bank.secrets, exchange.secrets])
    expect(JSON.stringify([other.events, items])).not.toContain('planted')
  })

  it('shows what is in the file before anything is added', async () => {
    await add(other, { ...bank, ...settings })
    const providers = [
      settings,
      { ...settings, name: 'Bidi \u202e', mutedFindings: ['no-issuer'] },
      { ...settings, template: 'unheard-of' },
      { ...settings, baseUrl: 'https://me:secret@bank.example' },
      { ...settings, baseUrl: 'http://bank.example' },
      { ...settings, environment: '', fields: { unheard: 'of' } },
    ]
    const { items, secrets, hosts } = valueOf(
      await other.app.handlers.openImport(dropped(providers)),
    )
    expect(secrets).toBe('none')
    expect(items.map(({ isThere, problem }) => [isThere, problem])).toEqual([
      [true, null],
      [false, null],
      [false, 'The template unheard-of is not known here.'],
      [false, 'The base URL holds a user name or a password'],
      [false, 'Plain http would send the secrets unencrypted'],
      [false, 'GoCardless Bank Account Data has no such field.'],
    ])
    expect(items[1]).toMatchObject({ name: 'Bidi \u202e', mutedFindings: 1 })
    expect(hosts).toEqual([{ host: 'https://bank.example', isNew: false, uses: ['calls'] }])
    expect(await imported()).toHaveLength(1)
  })

  it('adds nothing that the checks of the form refuse, also when told to', async () => {
    const providers = [{ ...settings, baseUrl: 'https://me:secret@bank.example' }]
    const { ticket } = valueOf(await other.app.handlers.openImport(dropped(providers)))
    const refused = await other.app.handlers.importProviders({ ticket, chosen: [0] })
    expect(failureOf(refused).kind).toBe('invalid-input')
    expect(await imported()).toEqual([])
  })

  it('makes new ids, so that the same provider twice is two', async () => {
    const { ticket } = valueOf(await other.app.handlers.openImport(dropped([settings, settings])))
    const done = valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0, 1, 1] }))
    expect(new Set(done.added.map(({ id }) => id)).size).toBe(2)
  })

  it('is good for one use of its ticket, and for what was previewed', async () => {
    const first = valueOf(await other.app.handlers.openImport(dropped([settings])))
    const second = valueOf(await other.app.handlers.openImport(dropped([settings])))
    const use = (ticket: string) => other.app.handlers.importProviders({ ticket, chosen: [0] })
    expect(failureOf(await use(first.ticket)).title).toBe('This preview is gone')
    const both = await Promise.all([use(second.ticket), use(second.ticket)])
    expect(both.map(({ ok }) => ok)).toEqual([true, false])
    expect(await imported()).toHaveLength(1)
  })

  it('takes another try after a wrong passphrase', async () => {
    const path = await exportBoth()
    other.chooseFile(path)
    const { ticket, secrets, items } = valueOf(await other.app.handlers.openImport(null))
    expect(secrets).toBe('sealed')
    expect(items.map((item) => item.secrets)).toEqual([[], []])
    const wrong = await other.app.handlers.unlockImport({ ticket, passphrase: 'another one' })
    expect(failureOf(wrong).code).toBe('wrong-passphrase')
    const open = valueOf(await other.app.handlers.unlockImport({ ticket, passphrase }))
    expect(open.secrets).toBe('open')
  })

  it('drops its secrets when the vault is locked or the preview is left', async () => {
    const path = await exportBoth()
    const chosen = [0]
    const locked = await preview(path)
    await other.app.lock('screen')
    await other.app.unlock()
    const left = await other.app.handlers.importProviders({ ticket: locked.ticket, chosen })
    expect(failureOf(left).title).toBe('This preview is gone')
    const { ticket } = await preview(path)
    await other.app.handlers.closeImport({ ticket })
    const closed = await other.app.handlers.importProviders({ ticket, chosen })
    expect(failureOf(closed).title).toBe('This preview is gone')
  })

  it('is refused while the vault is locked, and the preview stays', async () => {
    other.answer('Change')
    valueOf(await other.app.handlers.protectVault({ protection: 'passphrase', passphrase }))
    await other.app.lock('screen')
    const { ticket } = valueOf(await other.app.handlers.openImport(dropped([settings])))
    const refused = await other.app.handlers.importProviders({ ticket, chosen: [0] })
    expect(failureOf(refused).kind).toBe('locked')
    valueOf(await other.app.handlers.unlockVault({ passphrase }))
    valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0] }))
  })

  it('is undone as a whole', async () => {
    await add(other, { ...bank, name: 'Own' })
    const { ticket } = valueOf(
      await other.app.handlers.openImport(dropped([settings, { ...settings, name: 'Second' }])),
    )
    valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0, 1] }))
    const [, first] = await imported()
    await other.app.handlers.removeProvider({ id: first?.provider.id ?? '' })
    valueOf(await other.app.handlers.undoImport({ ticket }))
    expect((await imported()).map(({ provider }) => provider.name)).toEqual(['Own'])
    expect(failureOf(await other.app.handlers.undoImport({ ticket })).kind).toBe('not-found')
  })

  it('says which providers could not be added, and keeps the others', async () => {
    const providers = Array.from({ length: 100 }, (_, at) => ({ ...settings, name: `P${at}` }))
    const { ticket } = valueOf(await other.app.handlers.openImport(dropped(providers)))
    const changes = () => other.events.filter(({ name }) => name === 'providerChanged').length
    const before = changes()
    const running = other.app.handlers.importProviders({ ticket, chosen: [...providers.keys()] })
    await expect.poll(changes, { interval: 1 }).toBeGreaterThan(before + 3)
    await other.app.lock('screen')
    const done = valueOf(await running)
    expect(done.added.length).toBeGreaterThan(3)
    expect(done.failed.length).toBeGreaterThan(3)
    expect(done.failed[0]?.failure.kind).toBe('locked')
    expect(done.added.length + done.failed.length).toBe(100)
    expect(await imported()).toHaveLength(done.added.length)
    valueOf(await other.app.handlers.undoImport({ ticket }))
    expect(await imported()).toEqual([])
  })
})

describe('the hosts of an import', () => {
  it('are asked about one by one before a secret goes to a new one', async () => {
    const { ticket, hosts } = await preview(await exportBoth())
    expect(hosts).toEqual([
      { host: 'https://bank.example', isNew: true, uses: ['calls', 'keys'] },
      { host: 'https://exchange.example', isNew: true, uses: ['calls'] },
    ])
    other.answer('Cancel import')
    const refused = await other.app.handlers.importProviders({ ticket, chosen: [0, 1] })
    expect(failureOf(refused)).toMatchObject({ kind: 'declined', title: 'Not imported' })
    expect(other.asked).toHaveLength(1)
    expect(await imported()).toEqual([])
    other.answer('Leave out')
    const done = valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0, 1] }))
    expect(done.leftOut).toEqual(['Bank', 'Exchange'])
    expect(other.asked.slice(1).map(({ detail }) => detail.split('\n').slice(0, 2))).toEqual([
      ['Host: https://bank.example', 'Gets 2 secrets of: "Bank"'],
      ['Host: https://exchange.example', 'Gets 2 secrets of: "Exchange"'],
    ])
    expect((await imported()).map(({ secrets }) => secrets)).toEqual([
      { state: 'ready', present: [] },
      { state: 'ready', present: [] },
    ])
  })

  it('stay new after their secrets were left out', async () => {
    const path = await exportBoth()
    other.answer('Leave out')
    const first = await preview(path)
    valueOf(await other.app.handlers.importProviders({ ticket: first.ticket, chosen: [0, 1] }))
    const again = await preview(path)
    expect(again.items.map(({ isThere }) => isThere)).toEqual([true, true])
    expect(again.hosts.map(({ isNew }) => isNew)).toEqual([true, true])
    valueOf(await other.app.handlers.importProviders({ ticket: again.ticket, chosen: [1] }))
    expect(other.asked).toHaveLength(3)
  })

  it('are not asked about where secrets go there already', async () => {
    const path = await exportBoth()
    await add(other, { ...exchange, name: 'Own exchange' })
    const { ticket, hosts } = await preview(path)
    expect(hosts.map(({ isNew }) => isNew)).toEqual([true, false])
    const done = valueOf(await other.app.handlers.importProviders({ ticket, chosen: [1] }))
    expect(done.leftOut).toEqual([])
    expect(other.asked).toEqual([])
  })

  it('are asked about where keys are fetched from, and no key source is kept without a yes', async () => {
    const keySource = { from: 'jwks-url', url: 'https://keys.example/jwks' }
    const own = { from: 'issuer', issuer: 'https://bank.example/realm' }
    const providers = [
      { ...settings, keySource },
      { ...settings, name: 'Own', keySource: own },
    ]
    const { ticket } = valueOf(await other.app.handlers.openImport(dropped(providers)))
    other.answer('Leave out')
    valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0, 1] }))
    expect(other.asked.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('Host: https://keys.example\nProvides the keys to verify: "Bank"'),
    ])
    const now = await imported()
    expect(now.map(({ provider }) => provider.keySource)).toEqual([null, own])
  })
})
