import { generateKeyPairSync } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Connection, connectionSecrets, defaultConnection } from '../../shared/connection.ts'
import { failureOf, valueOf } from '../provider/provider.fixture.ts'
import {
  encryptedTestKeyPem,
  expiredCertificatePem,
  loopbackCertificatePem,
  namedCertificatePem,
  pkcs12File,
  testKeyPem,
} from './certificates.fixture.ts'
import { createHttpClient } from './client.ts'
import { serve, serveTls } from './loopback.fixture.ts'
import { askingProxy, proxyTo, socksTo } from './proxies.fixture.ts'
import { sendBy } from './send-by.ts'

const { proxyUser, proxyPassword, clientKey, clientFile, clientPassphrase } = connectionSecrets
const service = 'https://service.example/'

async function get(
  url: string,
  connection: Partial<Connection>,
  secrets: Record<string, string> = {},
  proxyFor = () => Promise.resolve('DIRECT'),
) {
  const client = createHttpClient({ proxyFor })
  onTestFinished(client.close)
  const by = { connection: { ...defaultConnection, ...connection }, secrets }
  return sendBy(client, by, { method: 'GET', url, headers: {} }, { timeoutMs: 5000 })
}

const named = () => serveTls(namedCertificatePem, (_, response) => response.end('ok'))
const manual = (url: string) => ({ proxy: { use: 'manual' as const, url } })
const authorities = namedCertificatePem

describe('a proxy of the provider', () => {
  const credentials = { user: 'us:er@é', password: 'p@ss w%rd' }
  const secrets = { [proxyUser]: 'user', [proxyPassword]: 'p@ss w%rd' }

  it.each([
    ['HTTP', proxyTo],
    ['SOCKS5', socksTo],
  ])('leads to the service (%s), with a user name and password', async (_, start) => {
    const proxy = await start(await named(), { ...credentials, user: 'user' })
    const answer = await get(service, { ...manual(proxy.url), authorities }, secrets)
    expect(valueOf(answer).status).toBe(200)
    expect(proxy.asked).toEqual(['service.example:443'])
  })

  it('gets a SOCKS user name as it was typed', async () => {
    const proxy = await socksTo(await named(), credentials)
    const typed = { [proxyUser]: credentials.user, [proxyPassword]: credentials.password }
    const answer = await get(service, { ...manual(proxy.url), authorities }, typed)
    expect(valueOf(answer).status).toBe(200)
  })

  it.each([
    ['HTTP', proxyTo, 'PROXY_407'],
    ['SOCKS5', socksTo, 'PROXY_UND_ERR_SOCKS5_AUTH_FAILED'],
  ])('that refuses the password (%s) is a failure without it', async (_, start, code) => {
    const proxy = await start(await named(), credentials)
    const failure = failureOf(await get(service, { ...manual(proxy.url), authorities }, secrets))
    expect(failure).toMatchObject({ kind: 'network', code })
    expect(failure.title).toContain('refused the user name or password')
    expect(JSON.stringify(failure)).not.toContain('w%rd')
  })

  it.each(['http', 'https', 'socks5'])('that cannot be reached by %s is named', async (scheme) => {
    const failure = failureOf(await get(service, manual(`${scheme}://127.0.0.1:1`)))
    expect(failure).toMatchObject({
      title: 'The proxy cannot be reached',
      code: 'PROXY_ECONNREFUSED',
    })
  })

  it('takes the place of those of the system', async () => {
    const [first, second] = [await proxyTo(await named()), await proxyTo(await named())]
    const system = () => Promise.resolve(second.rule)
    valueOf(await get(service, { ...manual(first.url), authorities }, {}, system))
    expect([first.asked.length, second.asked.length]).toEqual([1, 0])
    valueOf(await get(service, { authorities }, {}, system))
    expect(second.asked).toHaveLength(1)
  })

  it('is never used where it says none', async () => {
    const proxy = await proxyTo(await named())
    const system = () => Promise.resolve(proxy.rule)
    await get('https://service.invalid/', { proxy: { use: 'none' } }, {}, system)
    expect(proxy.asked).toEqual([])
  })

  it('is never used for this machine', async () => {
    const { url } = await serve((_, response) => response.end())
    expect(valueOf(await get(url, manual('http://127.0.0.1:1'))).status).toBe(200)
  })

  it('that a file on disk garbled is a failure', async () => {
    expect(failureOf(await get(service, manual('socks4://old.example:1080')))).toMatchObject({
      code: 'proxy-unreadable',
      detail: 'SOCKS4 proxies are not supported. Use SOCKS5.',
    })
  })
})

describe('added authorities', () => {
  it('are trusted by this provider alone', async () => {
    const { url } = await serveTls(loopbackCertificatePem, (_, response) => response.end())
    const added = { authorities: `${namedCertificatePem}\n${loopbackCertificatePem}` }
    expect(valueOf(await get(url, added)).status).toBe(200)
    expect(failureOf(await get(url, {})).kind).toBe('tls')
    expect(failureOf(await get(url, { authorities })).kind).toBe('tls')
  })

  it('are of no use for another host or an expired certificate', async () => {
    const wrong = await serveTls(namedCertificatePem, (_, response) => response.end())
    expect(failureOf(await get(wrong.url, { authorities })).kind).toBe('tls')
    const old = await serveTls(expiredCertificatePem, (_, response) => response.end())
    const failure = failureOf(await get(old.url, { authorities: expiredCertificatePem }))
    expect(failure.detail).toContain('has expired')
  })

  it('that cannot be read are a failure', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
    expect(failureOf(await get(service, { authorities: broken }))).toMatchObject({ kind: 'tls' })
  })
})

it('accepts every certificate only where a provider is insecure', async () => {
  const { url } = await serveTls(expiredCertificatePem, (_, response) => response.end())
  expect(valueOf(await get(url, { insecure: true })).status).toBe(200)
  expect(failureOf(await get(url, {})).kind).toBe('tls')
})

it('checks the certificate of a proxy also where a provider is insecure', async () => {
  const { url } = await serveTls(loopbackCertificatePem, (_, response) => response.end())
  const failure = failureOf(await get(service, { ...manual(url), insecure: true }))
  expect(failure.kind).toBe('tls')
})

describe('a client certificate', () => {
  /** Refuses clients without one of `loopbackCertificatePem`. */
  const mutual = () => {
    const clients: string[] = []
    const options = { requestCert: true, rejectUnauthorized: true, ca: loopbackCertificatePem }
    const listener = (request: { socket: unknown }, response: { end: () => unknown }) => {
      clients.push((request.socket as TLSSocket).getPeerCertificate().subject.CN?.toString() ?? '')
      response.end()
    }
    return serveTls(loopbackCertificatePem, listener, options).then(({ url }) => ({ url, clients }))
  }
  const settings = {
    authorities: loopbackCertificatePem,
    clientCertificate: loopbackCertificatePem,
  }

  it.each([
    ['key', { [clientKey]: testKeyPem }],
    ['encrypted key', { [clientKey]: encryptedTestKeyPem, [clientPassphrase]: 'key passphrase' }],
    ['PKCS#12 file', { [clientFile]: pkcs12File, [clientPassphrase]: 'file passphrase' }],
  ])('is shown to a service that asks for one (%s)', async (_, secrets) => {
    const { url, clients } = await mutual()
    expect(valueOf(await get(url, settings, secrets)).status).toBe(200)
    expect(clients).toEqual(['loopback'])
  })

  it('is not shown to a proxy that asks for one', async () => {
    const proxy = await askingProxy()
    await get(service, { ...settings, ...manual(proxy.url) }, { [clientKey]: testKeyPem })
    expect(proxy.shown).toEqual([{}])
  })

  it('is what such a service refuses to do without', async () => {
    const { url, clients } = await mutual()
    expect((await get(url, { ...settings, clientCertificate: '' })).ok).toBe(false)
    expect(clients).toEqual([])
  })

  it('without its key sends nothing', async () => {
    const { url, clients } = await mutual()
    expect(failureOf(await get(url, settings))).toMatchObject({
      kind: 'blank-field',
      title: 'The key of the client certificate is missing',
    })
    expect(clients).toEqual([])
  })

  it('with a key that is not its own sends nothing, and tells nothing of it', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const failure = failureOf(await get(service, settings, { [clientKey]: key }))
    expect(failure).toMatchObject({ kind: 'tls' })
    expect(JSON.stringify(failure)).not.toContain(key.slice(30, 60))
  })
})
