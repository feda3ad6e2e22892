import { setTimeout as wait } from 'node:timers/promises'
import { Dispatcher } from 'undici'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { head, post } from './call.fixture.ts'
import { serve, serveBytes } from './loopback.fixture.ts'
import { send } from './send.ts'
import { failureOf, valueOf } from '../provider/provider.fixture.ts'

describe('send', () => {
  it('sends what it was given and reads the answer to its end', async () => {
    const seen: unknown[] = []
    const server = await serve((request, response) => {
      let body = ''
      request.setEncoding('utf8')
      request.on('data', (chunk: string) => (body += chunk))
      request.on('end', () => {
        seen.push(request.method, request.url, request.headers, body)
        response.writeHead(201, { 'X-Many': ['a', 'b'], Date: 'today' })
        response.end('answer')
      })
    })
    const response = valueOf(await post(`${server.url}/a/b/?c=d%20e`))
    expect(response.status).toBe(201)
    expect(response.headers).toMatchObject({ 'x-many': 'a, b', date: 'today' })
    expect(new TextDecoder().decode(response.body)).toBe('answer')
    expect(seen).toEqual([
      'POST',
      '/a/b/?c=d%20e',
      {
        host: `127.0.0.1:${server.port}`,
        connection: 'close',
        'x-one': '1',
        'accept-encoding': 'identity',
        'content-length': '10',
      },
      '{"a":"ü"}',
    ])
  })

  it('passes over informational answers', async () => {
    const server = await serve((_, response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' })
      response.end('final')
    })
    expect(valueOf(await post(server.url)).status).toBe(200)
  })

  it('does not take an informational answer for the final one when the connection ends', async () => {
    const server = await serveBytes((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n')),
    )
    const failure = failureOf(await post(server.url))
    expect(failure.kind).toBe('network')
    expect(failure.status).toBeUndefined()
  })

  it.each([301, 302, 303, 307, 308])('does not follow a %i', async (status) => {
    let followed = 0
    const target = await serve((_, response) => response.end(String((followed += 1))))
    const server = await serve((_, response) =>
      response.writeHead(status, { location: target.url }).end(),
    )
    expect(valueOf(await post(server.url)).status).toBe(status)
    expect(followed).toBe(0)
  })
})

describe('the time limit', () => {
  it.each([
    ['an answer that never comes', () => serve(() => undefined)],
    [
      'an answer that comes too late',
      () => serve((_, response) => void setTimeout(() => response.end(), 2000)),
    ],
    ['a body that never ends', () => serve((_, response) => response.write('x'))],
    [
      'a body that comes slowly',
      () =>
        serve((_, response) => {
          const timer = setInterval(() => response.write('x'), 20)
          response.on('close', () => clearInterval(timer))
        }),
    ],
  ])('ends %s', async (_, make) => {
    const server = await make()
    const failure = failureOf(await post(server.url, { timeoutMs: 200 }))
    expect(failure).toMatchObject({ kind: 'timeout', title: 'No response within 0 s' })
    expect(failure.detail).toContain('was sent')
  })

  it('is 30 s', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    class Silent extends Dispatcher {
      override dispatch(): boolean {
        return true
      }
    }
    const request = { method: 'GET' as const, url: 'https://api.example/', headers: {} }
    const ended = vi.fn()
    void send(request, { dispatcher: new Silent() }).then(ended)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(ended).toHaveBeenCalledWith(
      expect.objectContaining({ failure: expect.objectContaining({ kind: 'timeout' }) as unknown }),
    )
  })

  it('ends a connection that is not made', async () => {
    const server = await serveBytes(() => undefined, 'https')
    const failure = failureOf(await post(server.url, { timeoutMs: 200 }))
    expect(failure).toMatchObject({ kind: 'timeout', detail: 'The request was not sent.' })
  })
})

describe('the limit of the answer', () => {
  it('takes an answer of exactly that size', async () => {
    const server = await serve((_, response) => response.end('x'.repeat(1000)))
    expect(valueOf(await post(server.url, { maxBytes: 1000 })).body.byteLength).toBe(1000)
  })

  it.each([
    ['says its length', { 'content-length': '1001' }],
    ['is chunked', { 'transfer-encoding': 'chunked' }],
  ])('refuses one byte more where the answer %s', async (_, headers) => {
    const server = await serve((_, response) =>
      response.writeHead(200, headers).end('x'.repeat(1001)),
    )
    const failure = failureOf(await post(server.url, { maxBytes: 1000 }))
    expect(failure).toMatchObject({ kind: 'too-large', status: 200 })
  })

  it('is 1 MiB', async () => {
    const mebibyte = 1024 * 1024
    const server = await serve(({ url }, response) =>
      response.end(Buffer.alloc(mebibyte + (url === '/more' ? 1 : 0))),
    )
    expect(valueOf(await post(server.url)).body.byteLength).toBe(mebibyte)
    expect(failureOf(await post(`${server.url}/more`)).kind).toBe('too-large')
  })

  it('stops reading an endless answer', async () => {
    const closed = Promise.withResolvers<null>()
    const server = await serve((_, response) => {
      response.on('close', () => closed.resolve(null))
      const pump = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', pump)
      pump()
    })
    expect(failureOf(await post(server.url)).kind).toBe('too-large')
    await closed.promise
  })
})

describe('a connection that fails', () => {
  const broken = 'The connection closed before the response was complete'

  it.each([
    ['reset before the answer', (end: () => void) => end(), ''],
    ['closed within the headers', undefined, 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['closed within the body', undefined, `${head('content-length: 100')}{"access":`],
    ['closed within a chunked body', undefined, `${head('transfer-encoding: chunked')}5\r\nab`],
  ])('is typed: %s', async (_, reset, bytes) => {
    const server = await serveBytes((socket) =>
      socket.once('data', () => (reset ? socket.resetAndDestroy() : socket.end(bytes))),
    )
    const failure = failureOf(await post(server.url))
    expect(failure).toMatchObject({ kind: 'network', title: broken })
  })

  it('is typed: reset within the body', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"access":')
      setTimeout(() => response.socket?.resetAndDestroy(), 50)
    })
    const failure = failureOf(await post(server.url))
    expect(failure).toMatchObject({ kind: 'network', title: broken, status: 200 })
  })

  it('is typed: no HTTP at all, and nothing of it is quoted', async () => {
    const server = await serveBytes((socket) =>
      socket.once('data', () => socket.end('SSH-2.0-secret\r\n')),
    )
    const failure = failureOf(await post(server.url))
    expect(failure).toMatchObject({ kind: 'network', title: 'The response is not HTTP' })
    expect(JSON.stringify(failure)).not.toContain('secret')
  })

  it('is typed: refused', async () => {
    const server = await serve(() => undefined)
    await server.close()
    const failure = failureOf(await post(server.url))
    expect(failure).toMatchObject({
      kind: 'network',
      title: 'The connection was refused',
      detail: 'The request was not sent.',
      code: 'ECONNREFUSED',
    })
  })

  it('is typed: a host that nobody has', async () => {
    // RFC 6761 6.4: names under .invalid do not exist.
    expect(failureOf(await post('http://service.invalid/')).kind).toBe('dns')
  })

  it('is not tried again', async () => {
    let connections = 0
    const server = await serveBytes((socket) => {
      connections += 1
      socket.once('data', () => socket.resetAndDestroy())
    })
    await post(server.url)
    await wait(100)
    expect(connections).toBe(1)
  })
})
