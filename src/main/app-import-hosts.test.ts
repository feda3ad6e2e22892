import { describe, expect, it } from 'vitest'
import { appForEachTest } from './app.fixture.ts'
import { failureOf, valueOf } from './provider/provider.fixture.ts'
import {
  add,
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

describe('the hosts of an import', () => {
  it('are asked about one by one before a secret goes to a new one', async () => {
    const { ticket, hosts } = await preview(other, await exported())
    expect(hosts).toEqual([
      { host: 'https://bank.example', isNew: true, uses: ['calls', 'keys'] },
      { host: 'https://exchange.example', isNew: true, uses: ['calls'] },
    ])
    other.answer('Cancel import')
    const refused = await other.app.handlers.importProviders({ ticket, chosen: [0, 1] })
    expect(failureOf(refused)).toMatchObject({ kind: 'declined', title: 'Not imported' })
    expect(other.asked).toHaveLength(1)
    expect(await ownProviders(other)).toEqual([])
    other.answer('Leave out')
    const done = valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0, 1] }))
    expect(done.leftOut).toEqual(['Bank', 'Exchange'])
    expect(other.asked.slice(1).map(({ detail }) => detail.split('\n').slice(0, 2))).toEqual([
      ['Host: https://bank.example', 'Gets 2 secrets of: "Bank"'],
      ['Host: https://exchange.example', 'Gets 2 secrets of: "Exchange"'],
    ])
    expect((await ownProviders(other)).map(({ secrets }) => secrets)).toEqual([
      { state: 'ready', present: [] },
      { state: 'ready', present: [] },
    ])
  })

  it('stay new after their secrets were left out', async () => {
    const path = await exported()
    other.answer('Leave out')
    const first = await preview(other, path)
    valueOf(await other.app.handlers.importProviders({ ticket: first.ticket, chosen: [0, 1] }))
    const again = await preview(other, path)
    expect(again.items.map(({ isThere }) => isThere)).toEqual([true, true])
    expect(again.hosts.map(({ isNew }) => isNew)).toEqual([true, true])
    valueOf(await other.app.handlers.importProviders({ ticket: again.ticket, chosen: [1] }))
    expect(other.asked).toHaveLength(3)
  })

  it('are not asked about where secrets go there already', async () => {
    const path = await exported()
    await add(other, { ...exchange, name: 'Own exchange' })
    const { ticket, hosts } = await preview(other, path)
    expect(hosts.map(({ isNew }) => isNew)).toEqual([true, false])
    const done = valueOf(await other.app.handlers.importProviders({ ticket, chosen: [1] }))
    expect(done.leftOut).toEqual([])
    expect(other.asked).toEqual([])
  })

  it('are asked about where secrets would go there another way, and so is the proxy', async () => {
    const connection = {
      proxy: { use: 'manual', url: 'http://proxy.example:8080' },
      authorities: '',
      clientCertificate: '',
      insecure: true,
    } as const
    const id = await add(main, { ...exchange, connection })
    const path = pathOf('by-proxy.json')
    main.chooseFile(path)
    main.answer('Export secrets')
    valueOf(await main.app.handlers.exportProviders({ ids: [id], passphrase }))
    await add(other, { ...exchange, name: 'Own exchange' })
    const { ticket, hosts, items } = await preview(other, path)
    expect(items[0]?.connection).toEqual({
      proxy: 'http://proxy.example:8080',
      authorities: false,
      clientCertificate: false,
      insecure: true,
    })
    expect(hosts).toEqual([
      { host: 'https://exchange.example', isNew: true, uses: ['calls'] },
      { host: 'http://proxy.example:8080', isNew: true, uses: ['proxy'] },
    ])
    other.answer('Import')
    valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0] }))
    expect(other.asked.map(({ detail }) => detail.split('\n').slice(0, 3))).toEqual([
      [
        'Host: https://exchange.example',
        'Gets 2 secrets of: "Exchange"',
        'TLS: certificates of this host are not checked',
      ],
      [
        'Host: http://proxy.example:8080',
        'Gets 2 secrets of: "Exchange"',
        'TLS: certificates of this host are not checked',
      ],
    ])
  })

  it('are asked about where keys are fetched from, and no key source is kept without a yes', async () => {
    const keySource = { from: 'jwks-url', url: 'https://keys.example/jwks' }
    const own = { from: 'issuer', issuer: 'https://bank.example/realm' }
    const providers = [
      { ...settings, keySource },
      { ...settings, name: 'Own', keySource: own },
    ]
    const { ticket } = valueOf(await other.app.handlers.openImport(dropped(...providers)))
    other.answer('Leave out')
    valueOf(await other.app.handlers.importProviders({ ticket, chosen: [0, 1] }))
    expect(other.asked.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('Host: https://keys.example\nProvides keys to verify: "Bank"'),
    ])
    const now = await ownProviders(other)
    expect(now.map(({ provider }) => provider.keySource)).toEqual([null, own])
  })
})
