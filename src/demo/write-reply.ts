import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import type { Fault } from './faults.ts'
import type { Reply } from './service.ts'

/** More than any client should read: Touchstone stops at 1 MiB. */
const hugeBytes = 8 * 1024 * 1024

/** With this delay a token response of 600 bytes takes 6 seconds. */
const slowByteMs = 10

export interface Connection {
  response: ServerResponse
  /** Aborts when the response is complete, the client leaves or the server closes. */
  gone: AbortSignal
  /** Ends the connection with a TCP reset, like a service that crashes. */
  reset: () => void
  /** Ends the connection in the middle of the response. */
  cutOff: () => void
  /** Whether the server itself left the response incomplete. */
  brokenByServer: () => boolean
}

export function connectionOf(response: ServerResponse): Connection {
  const leaving = new AbortController()
  let broken = false
  response.on('close', () => leaving.abort())
  const breakOff = (end: () => unknown) => {
    broken = true
    leaving.abort()
    end()
  }
  return {
    response,
    gone: leaving.signal,
    reset: () => breakOff(() => response.socket?.resetAndDestroy()),
    cutOff: () => breakOff(() => response.destroy()),
    brokenByServer: () => broken,
  }
}

export function writeReply({ response }: Connection, reply: Reply): void {
  response.writeHead(reply.status, headersOf(reply))
  response.end(reply.body)
}

/**
 * Applies a fault to the reply of the service.
 *
 * @returns the reply that is still to be written; null if there is none
 */
export async function spoil(
  connection: Connection,
  reply: Reply,
  fault: Fault,
): Promise<Reply | null> {
  await stall(connection, fault)
  const { response, gone } = connection
  if (gone.aborted) return null
  switch (fault.kind) {
    case 'truncated':
      response.writeHead(reply.status, headersOf(reply))
      response.write(reply.body.slice(0, reply.body.length / 2), () => connection.cutOff())
      return null
    case 'huge':
      response.writeHead(reply.status, reply.headers)
      await stream(connection, hugeBody(reply))
      return null
    case 'slow-body':
      response.writeHead(reply.status, headersOf(reply))
      await stream(connection, slowBody(reply, gone))
      return null
    default:
      return reply
  }
}

/** Waits for a `delay`, until the client leaves for a `hang`, and resets the connection for `reset`. */
export async function stall({ gone, reset }: Connection, fault: Fault): Promise<void> {
  if (fault.kind === 'delay') await pause(fault.delayMs, gone)
  if (fault.kind === 'hang' && !gone.aborted) await once(gone, 'abort')
  if (fault.kind === 'reset') reset()
}

/** A 204 has no length (RFC 9110 §8.6), and Node sends it no body. */
const headersOf = ({ status, headers, body }: Reply) =>
  status === 204 ? headers : { ...headers, 'content-length': Buffer.byteLength(body) }

/** White space after the reply is valid JSON, so a client without a limit would read all of it. */
function* hugeBody(reply: Reply): Generator<string> {
  const chunk = ' '.repeat(64 * 1024)
  yield reply.body
  for (let sent = 0; sent < hugeBytes; sent += chunk.length) yield chunk
}

async function* slowBody(reply: Reply, gone: AbortSignal): AsyncGenerator<Uint8Array> {
  for (const byte of Buffer.from(reply.body)) {
    yield Uint8Array.of(byte)
    await pause(slowByteMs, gone)
  }
}

/** Clients are expected to leave early here, so only other errors are thrown. */
async function stream(
  { response, gone }: Connection,
  body: Iterable<string> | AsyncIterable<Uint8Array>,
) {
  try {
    await pipeline(body, response)
  } catch (error) {
    if (!gone.aborted) throw error
  }
}

/** Resolves after the time, or as soon as the client has gone. */
const pause = (ms: number, gone: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal: gone }).catch(() => undefined)
