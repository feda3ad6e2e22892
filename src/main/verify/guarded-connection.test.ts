import { X509Certificate } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpClient } from '../http/client.ts'
import { trust } from '../http/loopback.fixture.ts'
import { makeCertificate } from './certificate.fixture.ts'
import { fetchDocument, type KeyConnections } from './fetch-document.ts'
import type { FetchPlan } from './fetch-plan.ts'

const authority = makeCertificate({ name: 'Authority', authority: true })
const host = makeCertificate({ name: 'keys.example', issuer: authority, host: 'keys.example' })

const servers: { close: () => unknown }[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listening(server: Server | ReturnType<typeof createHttpServer>): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const secureServer = () =>
  listening(
    createServer(
      { cert: host.pem, key: host.privateKey.export({ type: 'pkcs8', format: 'pem' }) },
      (_, response) => response.end('{}'),
    ),
  )

const plan = (url: string): FetchPlan => ({
  url,
  purpose: 'key-set',
  namedBy: 'user',
  refused: null,
  reach: 'loopback',
})

/** The app's client, and a name service that knows one address. */
const connections = (): KeyConnections => ({
  ...createHttpClient(),
  resolve: (_, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
})

describe('a guarded connection', () => {
  it('resolves names by the look-up and holds the certificate against the name', async () => {
    expect(new X509Certificate(host.pem).checkHost('keys.example')).toBe('keys.example')
    const port = await secureServer()
    trust(authority.pem)
    const right = await fetchDocument(plan(`https://keys.example:${port}/`), connections())
    expect(right.ok && Buffer.from(right.value).toString()).toBe('{}')
    const other = await fetchDocument(plan(`https://other.example:${port}/`), connections())
    expect(!other.ok && other.failure.kind).toBe('tls')
  })

  it('takes no authority that it does not know', async () => {
    const port = await secureServer()
    const answer = await fetchDocument(plan(`https://keys.example:${port}/`), connections())
    expect(!answer.ok && answer.failure.kind).toBe('tls')
  })

  it('speaks plain http as well, to where the guard lets it', async () => {
    const port = await listening(createHttpServer((_, response) => response.end('{}')))
    expect((await fetchDocument(plan(`http://keys.example:${port}/`), connections())).ok).toBe(true)
  })
})
