import type { LookupAddress } from 'node:dns'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent } from 'undici'
import { ok } from '../../shared/result.ts'
import { afterEach, describe, expect, it } from 'vitest'
import type { Reach } from '../http/address-guard.ts'
import { type KeyConnections, fetchDocument } from './fetch-document.ts'
import type { FetchPlan } from './fetch-plan.ts'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A loopback server that counts what reaches it. */
async function serve(answer: RequestListener) {
  const seen: { url: string; headers: Record<string, unknown> }[] = []
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers })
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, seen }
}

const connections = (addresses: string[] = ['127.0.0.1']): KeyConnections => {
  let asked = 0
  return {
    dispatcherFor: () => Promise.resolve(ok(new Agent())),
    guardedDispatcher: (lookup) => new Agent({ connect: { lookup } }),
    logged: (_, send) => send(),
    resolve: (_, callback) => {
      const address = addresses[Math.min(asked++, addresses.length - 1)] ?? ''
      callback(null, [{ address, family: 4 } satisfies LookupAddress])
    },
  }
}

const plan = (url: string, reach: Reach): FetchPlan => ({
  url,
  purpose: 'key-set',
  namedBy: reach === 'public' ? 'token' : 'user',
  refused: null,
  reach,
})

const json: RequestListener = (_, response) => response.end('{"keys":[]}')

describe('fetchDocument', () => {
  it('fetches from this machine where a person named it, without credentials', async () => {
    const { port, seen } = await serve(json)
    const answer = await fetchDocument(
      plan(`http://localhost:${port}/jwks?a=b`, 'loopback'),
      connections(),
    )
    expect(answer.ok && Buffer.from(answer.value).toString()).toBe('{"keys":[]}')
    expect(seen).toHaveLength(1)
    expect(seen[0]?.url).toBe('/jwks?a=b')
    const sent = Object.keys(seen[0]?.headers ?? {})
    expect(sent).not.toContain('authorization')
    expect(sent).not.toContain('cookie')
    expect(sent).not.toContain('referer')
  })

  it('refuses a name that leads to this machine where the token named it', async () => {
    const { port, seen } = await serve(json)
    const answer = await fetchDocument(
      plan(`http://keys.example:${port}/jwks`, 'public'),
      connections(['127.0.0.1']),
    )
    expect(!answer.ok && answer.failure).toMatchObject({
      kind: 'invalid-input',
      detail: 'The address 127.0.0.1 is loopback (127.0.0.0/8).',
    })
    expect(seen).toEqual([])
  })

  it('refuses a name that changes its answer between two look-ups', async () => {
    const { port, seen } = await serve(json)
    const changing = connections(['93.184.215.14', '127.0.0.1'])
    const before = await new Promise((resolve) => {
      changing.resolve?.('keys.example', (_, addresses) => resolve(addresses[0]?.address))
    })
    expect(before).toBe('93.184.215.14')
    const answer = await fetchDocument(plan(`http://keys.example:${port}/jwks`, 'public'), changing)
    expect(!answer.ok && answer.failure.title).toBe('This URL is not fetched')
    expect(seen).toEqual([])
  })

  it('connects to the very address that was checked', async () => {
    const { port, seen } = await serve(json)
    const changing = connections(['127.0.0.1', '93.184.215.14'])
    const answer = await fetchDocument(plan(`http://keys.example:${port}/`, 'loopback'), changing)
    expect(answer.ok).toBe(true)
    expect(seen).toHaveLength(1)
  })

  it('makes no request for a refused plan', async () => {
    const { port, seen } = await serve(json)
    const refused = { ...plan(`http://127.0.0.1:${port}/`, 'any'), refused: 'No.' }
    const answer = await fetchDocument(refused, connections())
    expect(!answer.ok && answer.failure.detail).toBe('No.')
    expect(seen).toEqual([])
  })

  it('follows no redirect', async () => {
    const { port, seen } = await serve((request, response) => {
      if (request.url === '/jwks') response.writeHead(302, { location: '/elsewhere' }).end()
      else response.end('{}')
    })
    const answer = await fetchDocument(plan(`http://127.0.0.1:${port}/jwks`, 'any'), connections())
    expect(!answer.ok && answer.failure).toMatchObject({ kind: 'redirect-refused', status: 302 })
    expect(seen).toHaveLength(1)
  })

  it.each([204, 404, 500])('takes status %i for no document', async (status) => {
    const { port } = await serve((_, response) => response.writeHead(status).end())
    const answer = await fetchDocument(plan(`http://127.0.0.1:${port}/`, 'any'), connections())
    expect(!answer.ok && answer.failure).toMatchObject({ kind: 'http', status })
  })

  it('reads 1 MiB and no byte more', async () => {
    const { port } = await serve((request, response) => {
      response.end(Buffer.alloc(1024 * 1024 + (request.url === '/more' ? 1 : 0), ' '))
    })
    const enough = await fetchDocument(plan(`http://127.0.0.1:${port}/`, 'any'), connections())
    expect(enough.ok && enough.value.byteLength).toBe(1024 * 1024)
    const more = await fetchDocument(plan(`http://127.0.0.1:${port}/more`, 'any'), connections())
    expect(!more.ok && more.failure.kind).toBe('too-large')
  })
})
