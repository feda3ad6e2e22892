import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import type { Answer } from './answer.ts'
import type { Fault } from './faults.ts'
import type { Wire } from './wire.ts'

/** More than any client should read: Touchstone stops at 1 MiB. */
const hugeBytes = 8 * 1024 * 1024

/** A token answer of 600 bytes then takes a minute. */
const slowByteMs = 10

export function writeAnswer({ response }: Wire, answer: Answer): void {
  response.writeHead(answer.status, headersOf(answer))
  response.end(answer.body)
}

/**
 * Does to the service's own answer what the fault says, after waiting where the fault is about time.
 * Returns what is still to be written, null where nothing is.
 */
export async function spoil(wire: Wire, answer: Answer, fault: Fault): Promise<Answer | null> {
  await stall(wire, fault)
  if (wire.gone.aborted) return null
  const { response, gone } = wire
  switch (fault.kind) {
    case 'truncated':
      response.writeHead(answer.status, headersOf(answer))
      response.write(answer.body.slice(0, answer.body.length / 2), () => wire.cutOff())
      return null
    case 'huge':
      response.writeHead(answer.status, answer.headers)
      await stream(wire, hugeBody(answer))
      return null
    case 'slow-body':
      response.writeHead(answer.status, headersOf(answer))
      await stream(wire, slowBody(answer, gone))
      return null
    default:
      return answer
  }
}

/** Waits, hangs until the connection is gone, or resets it; other faults pass at once. */
export async function stall(wire: Wire, fault: Fault): Promise<void> {
  if (fault.kind === 'delay') await pause(fault.delayMs, wire.gone)
  if (fault.kind === 'hang' && !wire.gone.aborted) await once(wire.gone, 'abort')
  if (fault.kind === 'reset') wire.reset()
}

/** A 204 has no length (RFC 9110 section 8.6), and node sends it no body. */
const headersOf = ({ status, headers, body }: Answer) =>
  status === 204 ? headers : { ...headers, 'content-length': Buffer.byteLength(body) }

/** White space after the real answer is legal JSON: a client without a limit would take it all. */
function* hugeBody(answer: Answer): Generator<string> {
  const chunk = ' '.repeat(64 * 1024)
  yield answer.body
  for (let sent = 0; sent < hugeBytes; sent += chunk.length) yield chunk
}

async function* slowBody(answer: Answer, gone: AbortSignal): AsyncGenerator<Uint8Array> {
  for (const byte of Buffer.from(answer.body)) {
    yield Uint8Array.of(byte)
    await pause(slowByteMs, gone)
  }
}

/** That the client leaves early is what these faults are for; anything else is an error of ours. */
async function stream(
  { response, gone }: Wire,
  body: Iterable<string> | AsyncIterable<Uint8Array>,
) {
  try {
    await pipeline(body, response)
  } catch (error) {
    if (!gone.aborted) throw error
  }
}

const pause = (ms: number, until: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      until.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    if (until.aborted) done()
    else until.addEventListener('abort', done)
  })
