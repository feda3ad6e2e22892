import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { head, post } from './call.fixture.ts'
import { loopbackCertificatePem } from './certificates.fixture.ts'
import { createHttpClient } from './client.ts'
import { serve, serveBytes, serveTls, trust } from './loopback.fixture.ts'
import { failureOf, valueOf } from '../provider/provider.fixture.ts'

describe('cancelling', () => {
  /** Counts the requests whose first byte arrives. */
  const counting = async (scheme: 'http' | 'https' = 'http') => {
    const seen = { bytes: 0, connected: Promise.withResolvers<null>() }
    const server = await serveBytes((socket) => {
      seen.connected.resolve(null)
      socket.on('data', (chunk) => (seen.bytes += chunk.byteLength))
    }, scheme)
    return { server, seen }
  }

  it('before the start makes no connection', async () => {
    const { server, seen } = await counting()
    const result = await post(server.url, { signal: AbortSignal.abort() })
    expect(failureOf(result).kind).toBe('cancelled')
    expect(await Promise.race([seen.connected.promise, wait(100, 'none')])).toBe('none')
  })

  it('while connecting ends the call at once and never sends', async () => {
    const { server, seen } = await counting('https')
    const abort = new AbortController()
    let sent = 0
    const result = post(server.url, { signal: abort.signal, onSent: () => (sent += 1) })
    await seen.connected.promise
    abort.abort()
    expect(failureOf(await result).kind).toBe('cancelled')
    expect(sent).toBe(0)
  })

  it('while connecting holds even where the connection is made afterwards', async () => {
    const requests: string[] = []
    const held = Promise.withResolvers<Socket>()
    const server = await serveTls(loopbackCertificatePem, ({ url = '' }) => requests.push(url))
    const { url } = await serveBytes(held.resolve, 'https')
    trust(loopbackCertificatePem)
    const client = createHttpClient()
    onTestFinished(client.close)

    const abort = new AbortController()
    const dispatcher = valueOf(await client.dispatcherFor(url))
    const result = post(url, { signal: abort.signal, dispatcher })
    const socket = await held.promise
    abort.abort()
    expect(failureOf(await result).kind).toBe('cancelled')
    const onward = connect(server.port, '127.0.0.1')
    socket.pipe(onward).pipe(socket)
    await once(socket, 'close')
    expect(requests).toEqual([])
  })

  it('at the moment of sending still sends nothing: that is what onSent promises', async () => {
    const { server, seen } = await counting()
    const abort = new AbortController()
    const result = await post(server.url, { signal: abort.signal, onSent: () => abort.abort() })
    expect(failureOf(result).kind).toBe('cancelled')
    await seen.connected.promise
    await wait(100)
    expect(seen.bytes).toBe(0)
  })

  it.each([
    ['while waiting for the answer', ''],
    ['while reading the body', `${head('content-length: 100')}{"access":`],
  ])('%s ends the call and the connection', async (_, bytes) => {
    const abort = new AbortController()
    const closed = Promise.withResolvers<null>()
    const server = await serveBytes((socket) => {
      socket.on('close', () => closed.resolve(null))
      socket.once('data', () => {
        socket.write(bytes)
        setTimeout(() => abort.abort(), 50)
      })
    })
    let sent = 0
    const result = await post(server.url, { signal: abort.signal, onSent: () => (sent += 1) })
    expect(failureOf(result).kind).toBe('cancelled')
    expect(sent).toBe(1)
    await closed.promise
  })

  it('afterwards changes nothing', async () => {
    const abort = new AbortController()
    const server = await serve((_, response) => response.end('answer'))
    const result = await post(server.url, { signal: abort.signal })
    abort.abort()
    expect(valueOf(result).status).toBe(200)
  })
})
