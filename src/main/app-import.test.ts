import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { appForEachTest } from './app.fixture.ts'
import { loopbackCertificatePem, testKeyPem } from './http/certificates.fixture.ts'
import { failureOf, valueOf } from './provider/provider.fixture.ts'
import { openSecrets, readExport } from './transfer/export-file.ts'
import {
  add,
  bank,
  dropped,
  exchange,
  exportBoth,
  ownProviders,
  passphrase,
  preview,
  settings,
  folderForEachTest,
} from './transfer/transfer.fixture.ts'

const main = appForEachTest()
const other = appForEachTest()

const pathOf = folderForEachTest()

const exported = () => exportBoth(main, pathOf('export.json'))

describe('an import', () => {
  it('gives another vault the same providers and secrets', async () => {
    const path = await exported()
    const { ticket, items } = await preview(other, path)
    other.answer('Import')
    const done = valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0, 1] }))
    expect(done).toMatchObject({ secrets: 4, leftOut: [], failed: [] })
    await other.restart()
    const now = await ownProviders(other)
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
    const again = pathOf('again.json')
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
      await other.app.handlers.openImport(dropped(...providers)),
    )
    expect(secrets).toBe('none')
    expect(items.map(({ isThere, problem }) => [isThere, problem])).toEqual([
      [true, null],
      [false, null],
      [false, 'Unknown template "unheard-of".'],
      [false, 'The base URL contains a user name or password'],
      [false, 'Plain http would send secrets unencrypted'],
      [false, 'GoCardless Bank Account Data has no such field.'],
    ])
    expect(items[1]).toMatchObject({ name: 'Bidi \u202e', mutedFindings: 1 })
    expect(hosts).toEqual([{ host: 'https://bank.example', isNew: false, uses: ['calls'] }])
    expect(await ownProviders(other)).toHaveLength(1)
  })

  it('adds nothing that the checks of the form refuse, also when told to', async () => {
    const providers = [{ ...settings, baseUrl: 'https://me:secret@bank.example' }]
    const { ticket } = valueOf(await other.app.handlers.openImport(dropped(...providers)))
    const refused = await other.app.handlers.importProviders({ ticket, chosen: [0] })
    expect(failureOf(refused).kind).toBe('invalid-input')
    expect(await ownProviders(other)).toEqual([])
  })

  it('makes new ids, so that the same provider twice is two', async () => {
    const { ticket } = valueOf(await other.app.handlers.openImport(dropped(settings, settings)))
    const done = valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0, 1, 1] }))
    expect(new Set(done.added.map(({ id }) => id)).size).toBe(2)
  })

  it('is good for one use of its ticket, and for what was previewed', async () => {
    const first = valueOf(await other.app.handlers.openImport(dropped(settings)))
    const second = valueOf(await other.app.handlers.openImport(dropped(settings)))
    const use = (ticket: string) => other.app.handlers.importProviders({ ticket, chosen: [0] })
    expect(failureOf(await use(first.ticket)).title).toBe('This preview is no longer available')
    const both = await Promise.all([use(second.ticket), use(second.ticket)])
    expect(both.map(({ ok }) => ok)).toEqual([true, false])
    expect(await ownProviders(other)).toHaveLength(1)
  })

  it('takes another try after a wrong passphrase', async () => {
    const path = await exported()
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
    const path = await exported()
    const chosen = [0]
    const locked = await preview(other, path)
    await other.app.lock('screen')
    await other.app.unlock()
    const left = await other.app.handlers.importProviders({ ticket: locked.ticket, chosen })
    expect(failureOf(left).title).toBe('This preview is no longer available')
    const { ticket } = await preview(other, path)
    await other.app.handlers.closeImport({ ticket })
    const closed = await other.app.handlers.importProviders({ ticket, chosen })
    expect(failureOf(closed).title).toBe('This preview is no longer available')
  })

  it('does not keep secrets that were unlocked while the vault was being locked', async () => {
    other.chooseFile(await exported())
    const { ticket } = valueOf(await other.app.handlers.openImport(null))
    const running = other.app.handlers.unlockImport({ ticket, passphrase })
    await setImmediate() // the passphrase is at work now
    await other.app.lock('screen')
    expect(failureOf(await running).title).toBe('This preview is no longer available')
  })

  it('is refused while the vault is locked, and the preview stays', async () => {
    other.answer('Change')
    valueOf(await other.app.handlers.protectVault({ protection: 'passphrase', passphrase }))
    await other.app.lock('screen')
    const { ticket } = valueOf(await other.app.handlers.openImport(dropped(settings)))
    const refused = await other.app.handlers.importProviders({ ticket, chosen: [0] })
    expect(failureOf(refused).kind).toBe('locked')
    valueOf(await other.app.handlers.unlockVault({ passphrase }))
    valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0] }))
  })

  it('is undone as a whole', async () => {
    await add(other, { ...bank, name: 'Own' })
    const { ticket } = valueOf(
      await other.app.handlers.openImport(dropped(settings, { ...settings, name: 'Second' })),
    )
    valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0, 1] }))
    const [, first] = await ownProviders(other)
    await other.app.handlers.removeProvider({ id: first?.provider.id ?? '' })
    valueOf(await other.app.handlers.undoImport({ ticket }))
    expect((await ownProviders(other)).map(({ provider }) => provider.name)).toEqual(['Own'])
    expect(failureOf(await other.app.handlers.undoImport({ ticket })).kind).toBe('not-found')
  })

  it('says which providers could not be added, and keeps the others', async () => {
    const providers = Array.from({ length: 100 }, (_, at) => ({ ...settings, name: `P${at}` }))
    const { ticket } = valueOf(await other.app.handlers.openImport(dropped(...providers)))
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
    expect(await ownProviders(other)).toHaveLength(done.added.length)
    valueOf(await other.app.handlers.undoImport({ ticket }))
    expect(await ownProviders(other)).toEqual([])
  })
})

it('takes a client certificate without its key from a file without secrets', async () => {
  const connection = {
    proxy: { use: 'manual', url: 'http://proxy.example:8080' },
    authorities: '',
    clientCertificate: loopbackCertificatePem,
    insecure: false,
  } as const
  const secrets = { ...bank.secrets, 'connection:client-key': testKeyPem }
  const id = await add(main, { ...bank, connection, secrets })
  const path = pathOf('plain.json')
  main.chooseFile(path)
  valueOf(await main.app.handlers.exportProviders({ ids: [id] }))
  expect(await readFile(path, 'utf8')).not.toContain('PRIVATE KEY')
  other.chooseFile(path)
  const { ticket, items } = valueOf(await other.app.handlers.openImport(null))
  expect(items[0]?.problem).toBeNull()
  valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0] }))
  const [imported] = await ownProviders(other)
  expect(imported?.provider.connection).toMatchObject({ proxy: connection.proxy })
  expect(imported?.provider.connection?.clientCertificate).toContain('BEGIN CERTIFICATE')
})

it('shows no user name and no password of an address', async () => {
  const file = dropped({ ...settings, baseUrl: 'https://planted-user:planted-pw@bank.example/a' })
  const shown = valueOf(await other.app.handlers.openImport(file))
  expect(shown.items[0]?.problem).not.toBeNull()
  expect(shown.items[0]?.baseUrl).toBe('https://bank.example/a')
  expect(JSON.stringify(shown)).not.toContain('planted')
})
