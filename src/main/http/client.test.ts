import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { failureOf, valueOf } from '../provider/provider.fixture.ts'
import { send } from './send.ts'
import {
  expiredCertificatePem,
  loopbackCertificatePem,
  namedCertificatePem,
} from './certificates.fixture.ts'
import { type HttpClientOptions, createHttpClient } from './client.ts'
import { serve, serveTls, trust } from './loopback.fixture.ts'
import { proxyTo, socksTo } from './proxies.fixture.ts'

async function get(url: string, options: HttpClientOptions = {}) {
  const client = createHttpClient(options)
  onTestFinished(client.close)
  const dispatcher = valueOf(await client.dispatcherFor(url))
  return send({ method: 'GET', url, headers: {} }, { dispatcher, timeoutMs: 5000 })
}

describe('certificates', () => {
  const requests: string[] = []
  const secure = (pem: string) =>
    serveTls(pem, (request, response) => {
      requests.push(request.url ?? '')
      response.end('ok')
    })

  it('of an unknown authority are refused, and nothing is sent', async () => {
    const { url } = await secure(loopbackCertificatePem)
    const failure = failureOf(await get(`${url}/unknown`))
    expect(failure).toMatchObject({ kind: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(failure.detail).toContain('The request was not sent.')
    expect(requests).not.toContain('/unknown')
  })

  it('are refused whatever the environment says', async () => {
    const { url } = await secure(loopbackCertificatePem)
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(failureOf(await get(url)).kind).toBe('tls')
  })

  it('of a trusted authority are accepted', async () => {
    const { url } = await secure(loopbackCertificatePem)
    trust(loopbackCertificatePem)
    expect(valueOf(await get(url)).status).toBe(200)
  })

  it.each([
    ['another host', namedCertificatePem, 'is for another host'],
    ['a past time', expiredCertificatePem, 'has expired'],
  ])('for %s are refused', async (_, pem, detail) => {
    const { url } = await secure(pem)
    trust(pem)
    const failure = failureOf(await get(url))
    expect(failure.kind).toBe('tls')
    expect(failure.detail).toContain(detail)
  })

  it('are missing where plain http answers', async () => {
    const { port } = await serve((_, response) => response.end())
    expect(failureOf(await get(`https://127.0.0.1:${port}/`))).toMatchObject({
      kind: 'tls',
      detail: 'The server does not use TLS. The request was not sent.',
    })
  })
})

describe('proxies', () => {
  it('are used where the rule says so, by a tunnel that they cannot look into', async () => {
    const target = await serveTls(namedCertificatePem, (_, response) => response.end('ok'))
    const { asked, rule } = await proxyTo(target)
    trust(namedCertificatePem)
    const proxyFor = () => Promise.resolve(rule)
    expect(valueOf(await get('https://service.example/', { proxyFor })).status).toBe(200)
    expect(asked).toEqual(['service.example:443'])
  })

  it('do not spare the check of the certificate', async () => {
    const target = await serveTls(loopbackCertificatePem, (_, response) => response.end())
    const { rule } = await proxyTo(target)
    trust(loopbackCertificatePem)
    const proxyFor = () => Promise.resolve(rule)
    expect(failureOf(await get('https://service.example/', { proxyFor })).kind).toBe('tls')
  })

  it.each(['http', 'https'])('are never asked for loopback by %s', async (scheme) => {
    const listener = (_: unknown, response: { end: () => unknown }) => void response.end()
    const secure = scheme === 'https'
    const target = await (secure ? serveTls(loopbackCertificatePem, listener) : serve(listener))
    const asked: string[] = []
    const proxyFor = (url: string) => {
      asked.push(url)
      return Promise.resolve('PROXY 127.0.0.1:1')
    }
    trust(loopbackCertificatePem)
    expect(valueOf(await get(target.url, { proxyFor })).status).toBe(200)
    expect(asked).toEqual([])
  })

  it.each([
    ['where the rule says so, by a tunnel that they cannot look into', proxyTo],
    ['by SOCKS5, which resolves the name of the service', socksTo],
  ])('are used %s', async (_, start) => {
    const target = await serveTls(namedCertificatePem, (_, response) => response.end('ok'))
    const { asked, rule } = await start(target)
    trust(namedCertificatePem)
    const proxyFor = () => Promise.resolve(rule)
    expect(valueOf(await get('https://service.example/', { proxyFor })).status).toBe(200)
    expect(asked).toEqual(['service.example:443'])
  })

  it.each(['PROXY 127.0.0.1:1', 'HTTPS 127.0.0.1:1', 'SOCKS5 127.0.0.1:1'])(
    'that cannot be reached (%s) are followed by the next one of the rule',
    async (dead) => {
      const target = await serveTls(namedCertificatePem, (_, response) => response.end('ok'))
      const { asked, rule } = await proxyTo(target)
      trust(namedCertificatePem)
      const proxyFor = () => Promise.resolve(`${dead}; ${rule}`)
      expect(valueOf(await get('https://service.example/', { proxyFor })).status).toBe(200)
      expect(asked).toEqual(['service.example:443'])
    },
  )

  it('that answer are final: no other one is tried', async () => {
    const target = await serveTls(loopbackCertificatePem, (_, response) => response.end())
    const first = await proxyTo(target)
    const second = await proxyTo(target)
    const proxyFor = () => Promise.resolve(`${first.rule}; ${second.rule}`)
    expect(failureOf(await get('https://service.example/', { proxyFor })).kind).toBe('tls')
    expect(second.asked).toEqual([])
  })

  it('of a kind that cannot be used are named, and nothing is sent', async () => {
    const client = createHttpClient({ proxyFor: () => Promise.resolve('SOCKS4 old.example:1080') })
    const failure = failureOf(await client.dispatcherFor('https://service.example/'))
    expect(failure).toMatchObject({ kind: 'network', title: 'This proxy cannot be used' })
    expect(failure.detail).toContain('SOCKS4 old.example:1080')
  })

  it('that the system cannot tell are a failure', async () => {
    const client = createHttpClient({ proxyFor: () => Promise.reject(new Error('PAC broken')) })
    expect(failureOf(await client.dispatcherFor('https://service.example/'))).toMatchObject({
      kind: 'network',
      detail: 'PAC broken',
    })
  })

  it('that refuse are a failure of their own', async () => {
    const server = await serve(() => undefined)
    const refusing = createServer()
    refusing.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => new Promise((resolve) => void refusing.close(() => resolve())))
    const address = refusing.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const proxyFor = () => Promise.resolve(`PROXY 127.0.0.1:${address.port}`)
    const failure = failureOf(await get(`https://service.example:${server.port}/`, { proxyFor }))
    expect(failure).toMatchObject({ kind: 'network', title: 'The proxy refused the connection' })
  })
})
