import { createPublicKey } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { Agent } from 'undici'
import { ok } from '../../shared/result.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeySource } from '../../shared/verification-request.ts'
import { ecKey, makeCertificate } from './certificate.fixture.ts'
import type { KeyConnections } from './fetch-document.ts'
import { directSource, loadKeys, type ProviderKeys } from './load-keys.ts'
import type { TokenNames } from './token-input.ts'

const jwk = { ...createPublicKey(ecKey()).export({ format: 'jwk' }), kid: 'a' }
const certificate = makeCertificate({ name: 'Leaf' })
const root = makeCertificate({ name: 'Root' })

let server: Server
let base: string
let seen: string[]
let pages: Record<string, string>

beforeEach(async () => {
  seen = []
  server = createServer((request, response) => {
    const url = request.url ?? ''
    seen.push(url)
    const page = pages[url]
    response.writeHead(page === undefined ? 404 : 200).end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  pages = { '/jwks': JSON.stringify({ keys: [jwk, { kty: 'oct', k: 'AAAA', kid: 's' }] }) }
})

afterEach(() => {
  server.close()
})

const connections: KeyConnections = {
  dispatcherFor: () => Promise.resolve(ok(new Agent())),
  guardedDispatcher: (lookup) => new Agent({ connect: { lookup } }),
  logged: (_, send) => send(),
}

const silent: TokenNames = { jku: null, x5u: null, iss: null, jwk: null, x5c: [] }

function load(
  source: KeySource,
  agreed: string[] = [],
  token: Partial<TokenNames> = {},
  provider: ProviderKeys | null = null,
  trustedOrigins: string[] = [],
) {
  const direct = directSource(source, provider, trustedOrigins)
  if ('kind' in direct) return { state: 'failed' as const, failure: direct }
  return loadKeys(direct, { ...silent, ...token }, new Set(agreed), connections)
}

const keyIds = (loaded: Awaited<ReturnType<typeof load>>) =>
  loaded.state === 'loaded' ? loaded.keys.map((key) => key.jwk.kid) : loaded

const asked = (loaded: Awaited<ReturnType<typeof load>>) =>
  loaded.state === 'ask' ? loaded.fetches.map(({ url }) => url.replace(base, '')) : loaded

const discovery = [
  '/a/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server/a',
]

describe('loadKeys', () => {
  it('fetches nothing that was not agreed to, to the letter', async () => {
    const source = { from: 'jwks-url', url: `${base}/jwks` } as const
    for (const agreed of [[], [`${base}/jwks/`], [`${base}/JWKS`], [base]]) {
      expect(asked(await load(source, agreed))).toEqual(['/jwks'])
    }
    expect(seen).toEqual([])
    expect(keyIds(await load(source, [`${base}/jwks`]))).toEqual(['a'])
    expect(seen).toEqual(['/jwks'])
  })

  it('asks for discovery and then for the address found there', async () => {
    pages[discovery[0] ?? ''] = JSON.stringify({ issuer: `${base}/a`, jwks_uri: `${base}/jwks` })
    const source = { from: 'issuer', issuer: `${base}/a` } as const
    expect(asked(await load(source))).toEqual(discovery)
    expect(asked(await load(source, [`${base}${discovery[0] ?? ''}`]))).toEqual(discovery)
    expect(seen).toEqual([])
    const both = discovery.map((path) => base + path)
    expect(asked(await load(source, both))).toEqual([...discovery, '/jwks'])
    expect(seen).toEqual([discovery[0]])
    const loaded = await load(source, [...both, `${base}/jwks`])
    expect(loaded).toMatchObject({ state: 'loaded', issuer: `${base}/a`, carried: false })
    expect(keyIds(loaded)).toEqual(['a'])
  })

  it('finds metadata at the second place', async () => {
    pages[discovery[1] ?? ''] = JSON.stringify({ issuer: `${base}/a`, jwks_uri: `${base}/jwks` })
    const provider: ProviderKeys = { source: { from: 'issuer', issuer: `${base}/a` }, origins: [] }
    expect(keyIds(await load({ from: 'provider', id: 'x' }, [], {}, provider))).toEqual(['a'])
    expect(seen).toEqual([...discovery, '/jwks'])
  })

  it("takes keys from an address of the token's choice for the token's own", async () => {
    const answered: string[] = []
    const far: KeyConnections = {
      ...connections,
      resolve: (_, callback) => callback(null, [{ address: '8.8.8.8', family: 4 }]),
      // Connects to this machine, once the look-up has let the name pass.
      guardedDispatcher: (lookup) =>
        new Agent({
          connect: ({ hostname }, callback) => {
            lookup(hostname, { all: true }, (error, addresses) => {
              answered.push(JSON.stringify(addresses))
              if (error) callback(error, null)
              else {
                const socket = connect(Number(new URL(base).port), '127.0.0.1', () => {
                  callback(null, socket)
                })
              }
            })
          },
        }),
    }
    const url = 'https://keys.example/jwks'
    const direct = directSource({ from: 'token', parameter: 'jku' }, null, [])
    if ('kind' in direct) throw new Error(direct.title)
    const loaded = await loadKeys(direct, { ...silent, jku: url }, new Set([url]), far)
    expect(loaded).toMatchObject({ state: 'loaded', carried: true, keys: [{ jwk: { kid: 'a' } }] })
    expect([answered, seen]).toEqual([['[{"address":"8.8.8.8","family":4}]'], ['/jwks']])
  })

  it("does not take another issuer's metadata", async () => {
    for (const path of discovery) {
      pages[path] = JSON.stringify({ issuer: `${base}/b`, jwks_uri: `${base}/jwks` })
    }
    const provider: ProviderKeys = { source: { from: 'issuer', issuer: `${base}/a` }, origins: [] }
    const loaded = await load({ from: 'provider', id: 'x' }, [], {}, provider)
    expect(loaded.state === 'failed' && loaded.failure.title).toContain('another issuer')
    expect(seen).not.toContain('/jwks')
  })

  it('asks for nothing that the provider was configured with', async () => {
    const provider: ProviderKeys = {
      source: { from: 'jwks-url', url: `${base}/jwks` },
      origins: [],
    }
    expect(keyIds(await load({ from: 'provider', id: 'x' }, [], {}, provider))).toEqual(['a'])
  })

  it('says so where the provider names no keys', async () => {
    for (const provider of [null, { source: null, origins: [] }]) {
      expect(await load({ from: 'provider', id: 'x' }, [], {}, provider)).toMatchObject({
        state: 'failed',
        failure: { kind: 'not-found' },
      })
    }
  })

  it.each(['jku', 'x5u', 'iss'] as const)(
    'never reaches this machine for "%s"',
    async (parameter) => {
      const url = `${base}/jwks`
      const loaded = await load({ from: 'token', parameter }, [url], { [parameter]: url })
      expect(loaded).toMatchObject({
        state: 'failed',
        failure: { title: 'This URL is not fetched' },
      })
      expect(seen).toEqual([])
    },
  )

  it('reaches it where the provider itself is configured, once agreed to', async () => {
    const source = { from: 'token', parameter: 'jku' } as const
    const names = { jku: `${base}/jwks` }
    expect(asked(await load(source, [], names, null, [base]))).toEqual(['/jwks'])
    expect(keyIds(await load(source, [`${base}/jwks`], names, null, [base]))).toEqual(['a'])
    expect(seen).toEqual(['/jwks'])
  })

  it('takes the first certificate of "x5u"', async () => {
    pages['/chain'] = certificate.pem + root.pem
    const source = { from: 'token', parameter: 'x5u' } as const
    const url = `${base}/chain`
    const loaded = await load(source, [url], { x5u: url }, null, [base])
    const expected = createPublicKey(certificate.privateKey).export({ format: 'jwk' })
    expect(loaded.state === 'loaded' && loaded.keys.map((key) => key.jwk)).toEqual([expected])
  })

  it('takes a key that the token carries for what it is', async () => {
    expect(await load({ from: 'token', parameter: 'jwk' }, [], { jwk })).toMatchObject({
      state: 'loaded',
      carried: true,
    })
    const x5c = [certificate.x5c, root.x5c]
    const loaded = await load({ from: 'token', parameter: 'x5c' }, [], { x5c })
    expect(loaded).toMatchObject({ state: 'loaded', carried: true })
    expect(loaded.state === 'loaded' && loaded.keys).toHaveLength(1)
    expect(seen).toEqual([])
  })

  it.each(['jku', 'x5u', 'iss', 'jwk', 'x5c'] as const)(
    'says so where the token names no "%s"',
    async (parameter) =>
      expect(await load({ from: 'token', parameter })).toMatchObject({
        state: 'failed',
        failure: { kind: 'not-found' },
      }),
  )

  it('does not use secrets that are published', async () => {
    pages['/jwks'] = JSON.stringify({ keys: [{ kty: 'oct', k: 'AAAA' }] })
    const url = `${base}/jwks`
    const loaded = await load({ from: 'jwks-url', url }, [url])
    expect(loaded).toMatchObject({ state: 'failed', failure: { kind: 'wrong-shape' } })
  })
})
