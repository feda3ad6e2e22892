import type { ServerResponse } from 'node:http'

/** The connection an answer is written to. */
export interface Wire {
  response: ServerResponse
  /** Aborts when the answer is finished, when the client leaves and when the server closes. */
  gone: AbortSignal
  /** Ends the connection with a reset (TCP RST), as a crashed service does. */
  reset: () => void
  /** Ends the connection in the middle of the answer. */
  cutOff: () => void
  /** Whether the answer is incomplete by our own doing. */
  brokenByServer: () => boolean
}

export function createWire(response: ServerResponse): Wire {
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
