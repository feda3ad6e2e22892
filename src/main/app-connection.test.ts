import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { type Connection, connectionSecrets, defaultConnection } from '../shared/connection.ts'
import { appForEachTest } from './app.fixture.ts'
import {
  loopbackCertificatePem,
  namedCertificatePem,
  testKeyPem,
} from './http/certificates.fixture.ts'
import { serveTls, type LoopbackServer } from './http/loopback.fixture.ts'
import { proxyTo } from './http/proxies.fixture.ts'
import { failureOf, valueOf } from './provider/provider.fixture.ts'

const main = appForEachTest()
const { proxyUser, proxyPassword, clientKey } = connectionSecrets
const password = 'planted-proxy-password'
const credentials = { user: 'somebody', password }
const service = 'https://service.example'
const template = 'gocardless-bank-account-data'

const draftBy = (baseUrl: string, connection: Partial<Connection>, secrets = {}) => ({
  name: 'Behind',
  environment: '',
  baseUrl,
  template,
  fields: {},
  connection: { ...defaultConnection, ...connection },
  secrets: { secret_id: 'planted-id', secret_key: 'planted-key', ...secrets },
})

const add = async (...of: Parameters<typeof draftBy>) =>
  valueOf(await main.app.handlers.addProvider(draftBy(...of))).provider.id

/** A service that repeats every secret it is not supposed to know. */
const echo = () =>
  serveTls(namedCertificatePem, (_, response) => {
    response.writeHead(401, { 'content-type': 'application/json', 'x-request-id': password })
    response.end(JSON.stringify({ summary: password, detail: `${password} ${testKeyPem}` }))
  })

const behind = (url: string) => ({
  proxy: { use: 'manual' as const, url },
  authorities: namedCertificatePem,
})
const typed = { [proxyUser]: credentials.user, [proxyPassword]: password }

async function behindProxy(target?: LoopbackServer) {
  const proxy = await proxyTo(target ?? (await echo()), credentials)
  return { proxy, id: await add(service, behind(proxy.url), typed) }
}

describe('the secrets of a connection', () => {
  it('are not in settings, snapshots, outcomes or the activity', async () => {
    const { proxy } = await behindProxy()
    const settings = { ...behind(proxy.url), clientCertificate: loopbackCertificatePem }
    const id = await add(service, settings, { ...typed, [clientKey]: testKeyPem })
    const outcome = await main.run(id, 'obtain')
    expect(outcome.end).toMatchObject({ ok: false, failure: { kind: 'http', status: 401 } })
    await new Promise((resolve) => setImmediate(resolve))
    const activity = await main.app.handlers.activity(null)
    const folder = join(main.folder, 'providers')
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
    const files = names.map((name) => readFile(join(folder, name), 'utf8'))
    const told = JSON.stringify([
      outcome,
      activity,
      await main.snapshot(),
      main.events,
      ...(await Promise.all(files)),
    ])
    expect(told).toContain('Behind')
    expect(told).not.toContain(password)
    expect(told).not.toContain('PRIVATE KEY')
    expect(told).not.toContain(testKeyPem.split('\n')[1])
  })

  it('stay with the original where a provider is duplicated', async () => {
    const { id } = await behindProxy()
    const copy = valueOf(await main.app.handlers.duplicateProvider({ id }))
    expect(copy.provider.connection?.proxy.use).toBe('manual')
    expect(copy.secrets).toEqual({ state: 'ready', present: ['secret_id', 'secret_key'] })
  })

  it('are named in the question about another proxy, old and new', async () => {
    const { id, proxy } = await behindProxy()
    main.answer('Change and forget the secrets')
    const other = draftBy(service, behind('http://evil.example:3128'))
    const changed = await main.app.handlers.updateProvider({ id, draft: { ...other, secrets: {} } })
    expect(valueOf(changed).secrets).toEqual({ state: 'ready', present: [] })
    expect(main.asked[0]?.detail).toContain(
      `Proxy from: ${proxy.url}\nProxy to: http://evil.example:3128`,
    )
    expect(main.asked[0]?.detail).toContain('Proxy user name, Proxy password')
  })
})

describe('the test of a base URL', () => {
  it('uses stored secrets on their own route alone', async () => {
    const { id, proxy } = await behindProxy()
    const other = await proxyTo(await echo(), credentials)
    const test = (url: string) =>
      main.app.handlers.testBaseUrl({
        baseUrl: service,
        template,
        id,
        connection: { ...defaultConnection, ...behind(url) },
      })
    expect(valueOf(await test(proxy.url)).status).toBe(401)
    expect(failureOf(await test(other.url))).toMatchObject({ code: 'PROXY_407' })
  })
})

describe('keys of a provider', () => {
  const verify = (id: string) =>
    main.app.handlers.verifyToken({
      of: { text: 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA' },
      keySource: { from: 'provider', id },
    })

  it('are fetched with its authorities, and with its certificate from its own host alone', async () => {
    const shown: string[] = []
    const askingServer = () =>
      serveTls(
        loopbackCertificatePem,
        ({ socket, url }, response) => {
          const { subject } = (socket as TLSSocket).getPeerCertificate()
          // Without a certificate it is an empty object, whatever its type says.
          shown.push(`${url ?? ''} ${String((subject as { CN?: string } | undefined)?.CN)}`)
          response.end('{"keys":[]}')
        },
        { requestCert: true, rejectUnauthorized: false },
      )
    const [own, other] = [await askingServer(), await askingServer()]
    const settings = {
      authorities: loopbackCertificatePem,
      clientCertificate: loopbackCertificatePem,
    }
    const id = await add(own.url, settings, { [clientKey]: testKeyPem })
    main.answer('Change')
    for (const url of [`${own.url}/own`, `${other.url}/other`]) {
      const keySource = { from: 'jwks-url', url } as const
      valueOf(await main.app.handlers.setKeySource({ id, keySource }))
      await verify(id)
    }
    expect(shown).toEqual(['/own loopback', '/other undefined'])
  })

  it('are fetched by its proxy, and by "insecure" from its own host alone', async () => {
    const own = await serveTls(namedCertificatePem, (_, response) => response.end('{"keys":[]}'))
    const { proxy } = await behindProxy(own)
    const insecure = { ...behind(proxy.url), authorities: '', insecure: true }
    const id = await add(service, insecure, typed)
    main.answer('Change')
    const fetched: string[][] = []
    for (const host of [service, 'https://keys.example']) {
      const before = proxy.asked.length
      const keySource = { from: 'jwks-url', url: `${host}/keys` } as const
      valueOf(await main.app.handlers.setKeySource({ id, keySource }))
      const told = JSON.stringify(await verify(id))
      fetched.push([...proxy.asked.slice(before), String(told.includes('secure connection'))])
    }
    expect(fetched).toEqual([
      ['service.example:443', 'false'],
      ['keys.example:443', 'true'],
    ])
  })
})
