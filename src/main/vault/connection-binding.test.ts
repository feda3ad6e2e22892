import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Connection, defaultConnection } from '../../shared/connection.ts'
import type { Provider } from '../../shared/provider.ts'
import { placeOf } from './provider-place.ts'
import { routeOf } from './secret-moves.ts'
import { mustBeOk, openVault, providerOf, readProvider, tokensOf } from './vault.fixture.ts'

const plain = providerOf(1)
const by = (connection: Partial<Connection>): Provider => ({
  ...plain,
  connection: { ...defaultConnection, ...connection },
})
const proxied = by({ proxy: { use: 'manual', url: 'http://proxy.example:3128' } })
const routes: [string, Provider][] = [
  ['a proxy', proxied],
  ['another proxy', by({ proxy: { use: 'manual', url: 'http://evil.example:3128' } })],
  ['no proxy', by({ proxy: { use: 'none' } })],
  ['an authority', by({ authorities: 'certificate' })],
  ['unchecked certificates', by({ insecure: true })],
]

/** Providers that differ in their connection alone: each setting with each of the others. */
const every: Provider[] = [
  { use: 'system' } as const,
  { use: 'none' } as const,
  ...['http://one.example', 'http://two.example'].map((url) => ({ use: 'manual', url }) as const),
].flatMap((proxy) =>
  ['', 'one', 'two'].flatMap((authorities) =>
    [false, true].map((insecure) => by({ proxy, authorities, insecure })),
  ),
)

/** A vault whose file on disk somebody has given a proxy. */
async function withPlanted() {
  const { vault, folder } = await openVault()
  mustBeOk(await vault.add(plain, { secret_id: 'a' }))
  const path = join(folder, 'providers', `${plain.id}.json`)
  const text = await readFile(path, 'utf8')
  const connection = `"connection":${JSON.stringify(proxied.connection)}`
  const changed = text.replace('"keySource"', `${connection},"keySource"`)
  expect(changed).not.toBe(text)
  await writeFile(path, changed)
  return vault
}

it('keeps the binding of earlier versions where a provider has no connection', () => {
  expect(placeOf(plain).settings).toBe('Ts4Hh4z_7CctP9OjRkjUCHAiNpfml4s5bLzx643oA5A')
})

it('binds a record to every setting of the connection', () => {
  const all = ['', 'one', 'two'].flatMap((clientCertificate) =>
    every.map((each) => by({ ...each.connection, clientCertificate })),
  )
  expect(new Set(all.map((each) => placeOf(each).settings)).size).toBe(all.length)
})

it('tells routes apart by proxy, authorities and unchecked certificates', () => {
  expect(new Set(every.map(routeOf)).size).toBe(every.length)
})

describe('secrets', () => {
  const declined = { ok: false, failure: { kind: 'declined', code: 'unapproved-move' } }

  it.each(routes)('are not sent by %s unasked, and not back', async (_, routed) => {
    const { vault } = await openVault()
    mustBeOk(await vault.add(plain, { secret_id: 'a' }))
    expect(await vault.edit(routed, {})).toMatchObject(declined)
    mustBeOk(await vault.edit(routed, {}, { from: routeOf(plain), secrets: ['secret_id'] }))
    expect(await vault.edit(plain, {})).toMatchObject(declined)
  })

  it('of an earlier route include its tokens, which are dropped', async () => {
    const { vault } = await openVault()
    mustBeOk(await vault.add(plain, {}))
    mustBeOk(await vault.saveTokens(plain, tokensOf('access')))
    mustBeOk(await vault.edit(proxied, {}))
    expect((await readProvider(vault, plain.id)).contents).toEqual({
      state: 'ready',
      record: { secrets: {}, tokens: { tokens: {} } },
    })
    expect((await vault.saveTokens(plain, tokensOf('late'))).ok).toBe(false)
  })

  it('stay where only the client certificate changes, which sends them nowhere else', async () => {
    const { vault } = await openVault()
    mustBeOk(await vault.add(plain, { secret_id: 'a' }))
    mustBeOk(await vault.edit(by({ clientCertificate: 'mine' }), {}))
    expect((await readProvider(vault, plain.id)).contents).toMatchObject({
      record: { secrets: { secret_id: 'a' } },
    })
  })

  it('are not opened by a file whose proxy somebody planted', async () => {
    const vault = await withPlanted()
    expect((await readProvider(vault, plain.id)).contents.state).toBe('enter-again')
  })

  it('of such a file are not dropped by taking the proxy out again', async () => {
    const vault = await withPlanted()
    const blank = { 'connection:proxy-user': '', 'connection:proxy-password': '' }
    expect((await vault.edit(plain, blank)).ok).toBe(false)
  })
})
