import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { download } from './download.ts'

const folder = mkdtempSync(join(tmpdir(), 'touchstone-download-'))
afterAll(() => rmSync(folder, { recursive: true }))

const limits = { responseMs: 400, stallMs: 400, progressEveryMs: 50 }

type Respond = (request: IncomingMessage, response: ServerResponse) => unknown

async function downloadFrom(respond: Respond): Promise<{ text: string; said: string[] }> {
  const server = createServer((request, response) => void respond(request, response)).listen(
    0,
    '127.0.0.1',
  )
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const target = join(folder, 'inside', String(port))
  const said: string[] = []
  try {
    await download(`http://127.0.0.1:${port}/file`, target, limits, (line) => said.push(line))
    return { text: readFileSync(target, 'utf8'), said }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

describe('a download', () => {
  it('may take longer than any limit while something arrives, and says how far it is', async () => {
    const { text, said } = await downloadFrom(async (_request, response) => {
      response.writeHead(200, { 'content-length': 10_000_000 })
      for (let piece = 0; piece < 10; piece++) {
        response.write(Buffer.alloc(1_000_000, 'x'))
        await setTimeout(100)
      }
      response.end()
    })
    expect(text).toHaveLength(10_000_000)
    expect(said.length).toBeGreaterThan(2)
    expect(said[0]).toMatch(/^ {2}\d+ MB of 10 MB \(\d+ %\)$/)
  })

  it('ends where nobody responds', async () => {
    await expect(downloadFrom(() => undefined)).rejects.toThrow('did not respond within 0.4 s')
  })

  it('ends where nothing arrives any more', async () => {
    const stalled: Respond = (_request, response) => {
      response.writeHead(200, { 'content-length': 1000 })
      response.write('a beginning')
    }
    await expect(downloadFrom(stalled)).rejects.toThrow('nothing arrived for 0.4 s')
  })

  it('says the status where there is no file', async () => {
    const missing: Respond = (_request, response) => response.writeHead(404).end()
    await expect(downloadFrom(missing)).rejects.toThrow('responded with status 404')
  })
})
