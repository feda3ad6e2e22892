import { createHash } from 'node:crypto'
import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { appForEachTest } from '../app.fixture.ts'
import {
  expiredCertificatePem,
  loopbackCertificatePem,
  namedCertificatePem,
} from '../http/certificates.fixture.ts'
import { serve, serveBytes, serveTls, trust } from '../http/loopback.fixture.ts'
import { valueOf } from '../provider/provider.fixture.ts'
import { isAttack, randomFrom, report, seed } from './attack.fixture.ts'

/*
 * A network of faults between the app and a service that replaces the refresh token at every
 * refresh. Whatever arrives, the call ends with a typed failure or with the whole new tokens, the
 * stored tokens are the old or the new ones, and the next good answer works.
 */

const main = appForEachTest()
const failure = { ok: false, failure: { title: expect.any(String) as string } }

let issued = 0
let reply: (socket: Socket, good: Buffer) => unknown
let baseUrl = ''

const sendGood = (socket: Socket, good: Buffer) => socket.end(good)

function goodAnswer(withLength: boolean): Buffer {
  issued += 1
  const body = JSON.stringify({
    access_token: `access-${issued}`,
    refresh_token: `refresh-${issued}`,
  })
  const length = withLength ? `content-length: ${body.length}\r\n` : ''
  const head = `HTTP/1.1 201 Created\r\ncontent-type: application/json\r\n${length}connection: close\r\n\r\n`
  return Buffer.from(head + body)
}

async function provider(url: string): Promise<string> {
  const draft = {
    name: 'Behind a bad network',
    environment: 'sandbox',
    baseUrl: url,
    template: 'ix-api',
    fields: {},
    secrets: { api_key: 'the-key', api_secret: 'the-secret' },
  }
  return valueOf(await main.app.handlers.addProvider(draft)).provider.id
}

/** Answers once a whole request is there. */
async function serveReplies(withLength = true): Promise<void> {
  const server = await serveBytes((socket) => {
    let request = ''
    socket.on('data', (chunk) => {
      request += chunk.toString('latin1')
      const [head = '', body] = request.split('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (body === undefined || body.length < length) return
      request = ''
      reply(socket, goodAnswer(withLength))
    })
  })
  baseUrl = server.url
}

/** As in a summary. */
const fingerprintOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8)

async function summaryOf(id: string) {
  const summary = (await main.snapshot()).providers.find((each) => each.provider.id === id)
  if (!summary) throw new Error('The provider is gone')
  const refresh = summary.tokens.find(({ slot }) => slot === 'refresh')
  return { refresh: refresh?.fingerprint, interrupted: summary.interrupted }
}

/** A provider with tokens, by a good answer. */
async function obtained(): Promise<string> {
  const id = await provider(baseUrl)
  expect((await main.run(id, 'obtain')).end.ok).toBe(true)
  return id
}

/** The stored tokens are the old or the new ones, and the network is good again. */
async function expectNothingLost(id: string, end: { ok: boolean }, old: string): Promise<void> {
  const { refresh, interrupted } = await summaryOf(id)
  if (end.ok) {
    expect(refresh).not.toBe(fingerprintOf(old))
    expect(interrupted).toBeNull()
  } else {
    expect(end).toMatchObject(failure)
    expect(refresh).toBe(fingerprintOf(old))
    // The service has seen the request, and nothing says that it refused.
    expect(interrupted).not.toBeNull()
  }
  reply = sendGood
  expect((await main.run(id, 'refresh')).end.ok).toBe(true)
  expect((await summaryOf(id)).refresh).toBe(fingerprintOf(`refresh-${issued}`))
}

beforeEach(async () => {
  issued = 0
  reply = sendGood
  await serveReplies()
})

const head = (lines: string) => `HTTP/1.1 201 Created\r\n${lines}\r\n\r\n`
const half = (good: Buffer) => good.subarray(0, good.length - 20)

const faults: Record<string, typeof reply> = {
  'ends without a byte': (socket) => socket.end(),
  'is reset without a byte': (socket) => socket.resetAndDestroy(),
  'ends within the headers': (socket, good) => socket.end(good.subarray(0, 30)),
  'ends within the body': (socket, good) => socket.end(half(good)),
  'is reset within the body': (socket, good) =>
    socket.write(half(good), () => socket.resetAndDestroy()),
  'ends after a thousand informational answers': (socket) =>
    socket.end('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(1000)),
  'brings a header of a megabyte': (socket) =>
    socket.end(head(`x-long: ${'a'.repeat(1024 * 1024)}\r\ncontent-length: 0`)),
  'brings a hundred thousand headers': (socket) => socket.end(head('a: b\r\n'.repeat(100_000))),
  'brings a body of two megabytes': (socket) =>
    socket.end(`${head('content-type: application/json')}"${'a'.repeat(2 * 1024 * 1024)}"`),
  'brings a compressed body that nobody asked for': (socket) => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024))
    socket.write(head(`content-encoding: gzip\r\ncontent-length: ${bomb.length}`))
    socket.end(bomb)
  },
  'brings broken chunks': (socket) =>
    socket.end(`${head('transfer-encoding: chunked')}5\r\n{"acc\r\nnot a size\r\n`),
  'says two lengths': (socket) => socket.end(`${head('content-length: 2\r\ncontent-length: 3')}{}`),
  'says a negative length': (socket) => socket.end(`${head('content-length: -1')}{}`),
  'says a length and chunks': (socket) =>
    socket.end(`${head('content-length: 2\r\ntransfer-encoding: chunked')}{}`),
  'speaks HTTP/0.9': (socket) => socket.end('{"access_token":"access-9","refresh_token":"r"}'),
  'speaks TLS': (socket) => socket.end(Buffer.from('16030100020000', 'hex')),
  'speaks HTTP/2': (socket) => socket.end('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  'brings null': (socket) => socket.end(`${head('content-length: 4')}null`),
  'brings tokens that are no text': (socket) =>
    socket.end(`${head('connection: close')}{"access_token":{},"refresh_token":[1]}`),
  'brings JSON nested a hundred thousand times': (socket) =>
    socket.end(head('connection: close') + '['.repeat(100_000) + ']'.repeat(100_000)),
  'brings one byte at a time': async (socket, good) => {
    for (const byte of good) {
      if (!socket.write(Buffer.from([byte]))) await wait(1)
      await wait(0)
    }
    socket.end()
  },
}

it.each(Object.keys(faults))('an answer that %s loses nothing', async (name) => {
  const id = await obtained()
  reply = faults[name] as typeof reply
  const { end } = await main.run(id, 'refresh')
  expect(end.ok).toBe(name === 'brings one byte at a time')
  await expectNothingLost(id, end, 'refresh-1')
})

describe('random faults', () => {
  const count = isAttack ? 2000 : 60
  const random = randomFrom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const counted = { ok: 0, failed: 0 }

  /** The answer is cut at any byte, or one byte of it is another. */
  function damage(socket: Socket, good: Buffer): void {
    const at = below(good.length)
    if (random() < 0.5) {
      const endings = [() => socket.end(), () => socket.destroy(), () => socket.resetAndDestroy()]
      socket.write(good.subarray(0, at), endings[below(endings.length)])
      return
    }
    const altered = Buffer.from(good)
    altered[at] = below(256)
    socket.end(altered)
  }

  it.each([
    ['with', true],
    ['without', false],
  ])('in an answer %s a length lose nothing', { timeout: 300_000 }, async (_, withLength) => {
    await serveReplies(withLength)
    const id = await obtained()
    for (let number = 0; number < count / 2; number++) {
      const before = (await summaryOf(id)).refresh
      reply = damage
      const { end } = await main.run(id, 'refresh')
      counted[end.ok ? 'ok' : 'failed'] += 1
      if (!end.ok) {
        expect(end).toMatchObject(failure)
        expect((await summaryOf(id)).refresh).toBe(before)
      }
      reply = sendGood
      expect((await main.run(id, 'refresh')).end.ok, `fault ${number}`).toBe(true)
      expect((await summaryOf(id)).refresh).toBe(fingerprintOf(`refresh-${issued}`))
    }
    const { ok, failed } = counted
    report(`${ok + failed} damaged answers: ${failed} failed, ${ok} were used, no token lost`)
  })
})

describe('a certificate', () => {
  it.each([
    ['of nobody', loopbackCertificatePem, false],
    ['for another host', namedCertificatePem, true],
    ['that has expired', expiredCertificatePem, true],
  ])('%s gets no request', async (_, certificate, isTrusted) => {
    if (isTrusted) trust(certificate)
    let requests = 0
    const server = await serveTls(certificate, (_request, response) => {
      requests += 1
      response.end()
    })
    const id = await provider(server.url)
    expect((await main.run(id, 'obtain')).end).toMatchObject({ failure: { kind: 'tls' } })
    expect(requests).toBe(0)
    expect((await summaryOf(id)).interrupted).toBeNull()
  })

  it.each([
    ['https where plain http answers', 'https:'],
    ['http where nothing but TLS answers', 'http:'],
  ])('is missing or unasked: %s', async (_, scheme) => {
    const answer: RequestListener = (_request, response) => response.end()
    const server = await (scheme === 'https:'
      ? serve(answer)
      : serveTls(loopbackCertificatePem, answer))
    const id = await provider(`${scheme}//127.0.0.1:${server.port}`)
    expect((await main.run(id, 'obtain')).end).toMatchObject(failure)
  })
})
