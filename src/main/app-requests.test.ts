import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ActivityItem } from '../shared/outcome.ts'
import { demoBaseUrl } from '../shared/provider.ts'
import { appForEachTest } from './app.fixture.ts'
import { valueOf } from './provider/provider.fixture.ts'

const main = appForEachTest()

const activity = async (): Promise<ActivityItem[]> =>
  valueOf(await main.app.handlers.activity(null))
const copy = async (withSecrets: boolean, at = 0) => {
  // A call is recorded once the window has its outcome.
  await setImmediate()
  const id = (await activity()).filter((entry) => 'method' in entry)[at]?.id ?? ''
  return main.app.handlers.copyRequest({ id, withSecrets })
}

/** Serves `pages` by path on loopback, and counts what was asked for. */
async function pageServer(pages: Record<string, string>) {
  const asked: string[] = []
  const server = createServer(({ url = '', method = '' }, response) => {
    asked.push(`${method} ${url}`)
    const page = pages[url.replace(/\?.*/, '')]
    response.writeHead(page === undefined ? 404 : 200).end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

describe('the activity', () => {
  it('has every request that a server gets, without the query of its address', async () => {
    const { origin, asked } = await pageServer({ '/keys': '{"keys":[]}' })
    const { id, template } = (await main.demoProvider('banyan')).provider
    await main.run(id, 'obtain')
    await setImmediate()
    await main.app.handlers.clearActivity(null)
    await main.app.handlers.testBaseUrl({ baseUrl: origin, template })
    const sources = [
      { from: 'jwks-url', url: `${origin}/keys?token=hidden` },
      { from: 'issuer', issuer: origin },
    ] as const
    for (const keySource of sources) {
      const request = { of: { id, slot: 'access' as const }, keySource }
      const answer = valueOf(await main.app.handlers.verifyToken(request))
      if (answer.state !== 'ask') throw new Error('no ticket was issued')
      await main.app.handlers.verifyToken({ ...request, ticket: answer.ticket })
    }
    const entries = await activity()
    expect(entries).toMatchObject([
      { purpose: 'metadata', url: `${origin}/.well-known/oauth-authorization-server`, status: 404 },
      { purpose: 'metadata', url: `${origin}/.well-known/openid-configuration`, status: 404 },
      { purpose: 'key-set', method: 'GET', url: `${origin}/keys`, status: 200 },
      { purpose: 'base-url-test', method: 'HEAD', status: 404 },
    ])
    expect(entries).toHaveLength(asked.length)
    expect(JSON.stringify(entries)).not.toContain('hidden')
  })

  it('has a request that nobody answered', async () => {
    const { template } = (await main.demoProvider('banyan')).provider
    await main.app.handlers.testBaseUrl({ baseUrl: 'http://127.0.0.1:9', template })
    const [entry] = await activity()
    expect(entry).toMatchObject({ purpose: 'base-url-test', failure: { kind: 'network' } })
    expect(entry).not.toHaveProperty('status')
  })
})

describe('copying a request', () => {
  it('puts names in the place of secrets and tokens, and asks nothing', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    await main.run(provider.id, 'refresh')
    expect((await copy(false, 1)).ok).toBe(true)
    expect((await copy(false)).ok).toBe(true)
    const [obtain, refresh] = main.copied
    expect(obtain).toMatch(
      /^curl --request POST .*--data-raw '\{"secret_id":"SECRET_ID","secret_key":"SECRET_KEY"\}' 'http:\/\/127\.0\.0\.1:\d+.*\/api\/v2\/token\/new\/'$/,
    )
    expect(refresh).toContain(`'{"refresh":"REFRESH_TOKEN"}'`)
    expect(main.asked).toEqual([])
  })

  it('has the secrets only after a native yes, and says so in the activity', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    main.answer('Do not copy')
    expect(await copy(true)).toMatchObject({ ok: false, failure: { kind: 'declined' } })
    expect(main.copied).toEqual([])

    main.answer('Copy with secrets')
    expect((await copy(true)).ok).toBe(true)
    expect(main.asked.at(-1)?.detail).toMatch(/Secrets: Secret ID, Secret key\n/i)
    expect(main.copied[0]).toContain('--data-raw')
    expect(main.copied[0]).not.toContain('SECRET_KEY')
    expect((await activity())[0]).toMatchObject({ use: 'copied', what: 'request' })

    await main.run(provider.id, 'refresh')
    expect((await copy(true)).ok).toBe(true)
    expect(main.asked.at(-1)?.detail).toContain('Secrets: refresh token\n')
  })

  it('has no secrets where the vault was locked while the question was open', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    main.whileAsking(() => Promise.resolve(main.app.handlers.lockVault(null)))
    main.answer('Copy with secrets')
    expect((await copy(true)).ok).toBe(false)
    expect(main.copied).toEqual([])
  })

  it('says that a provider is gone', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    await main.app.handlers.removeProvider({ id: provider.id })
    expect(await copy(false)).toMatchObject({ ok: false, failure: { kind: 'not-found' } })
  })

  it('copies the fetch of a key set as it was sent', async () => {
    const { origin } = await pageServer({})
    const { template } = (await main.demoProvider('banyan')).provider
    await main.app.handlers.testBaseUrl({ baseUrl: origin, template })
    expect((await copy(true)).ok).toBe(true)
    expect(main.copied[0]).toMatch(/^curl --head 'http:\/\/127/)
    expect(main.copied[0]).not.toContain(demoBaseUrl)
  })
})
