import { Agent } from 'undici'
import { onTestFinished } from 'vitest'
import { type SendOptions, send } from './send.ts'

export const post = (url: string, options: Partial<SendOptions> = {}) => {
  const dispatcher = new Agent({ connect: { timeout: 5000 } })
  onTestFinished(() => dispatcher.destroy())
  const request = { method: 'POST' as const, url, headers: { 'x-one': '1' }, body: '{"a":"ü"}' }
  return send(request, { dispatcher, timeoutMs: 5000, ...options })
}

/** The start of a response, for servers that write bytes. */
export const head = (headers: string) => `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`
