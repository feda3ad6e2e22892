import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTemplate } from '../main/provider/templates.ts'
import { post, seed, send, serviceOf, startForTest, textIn } from './demo-server.fixture.ts'
import { startDemoServer } from './index.ts'

const gocardless = 'gocardless-bank-account-data'

/** `fetch` sets Host itself, so this test needs Node's own client. */
const statusWithHost = (url: string, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const call = request(`${url}/_log`, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    call.on('error', reject)
    call.end()
  })

describe('the demo server', () => {
  it('has what each template of the app calls and asks for', async () => {
    const server = await startForTest()
    const folder = join(import.meta.dirname, '../../resources/templates')
    const { body } = await send(`${server.url}/_log`)
    const { services } = body as { services: Record<string, object> }
    for (const { template: id, fields } of server.services) {
      const template = readTemplate(
        `${id}.json`,
        await readFile(join(folder, `${id}.json`), 'utf8'),
      )
      if (!template.ok) throw new Error(template.failure.detail)
      expect(Object.keys(fields)).toEqual(template.value.fields.map(({ name }) => name))
      const operations = template.value.operations.map((operation) => operation.id)
      expect(Object.keys(services[id] ?? {})).toEqual(operations)
    }
  })

  it.each([
    ['127.0.0.1:<port>', 200],
    ['localhost:<port>', 200],
    ['[::1]:<port>', 200],
    ['127.0.0.1', 421],
    ['127.0.0.1:1', 421],
    ['rebinding.example:<port>', 421],
    ['127.0.0.1:<port>.example', 421],
  ])('answers Host %s with %d', async (host, status) => {
    const { url } = await startForTest()
    const port = new URL(url).port
    expect(await statusWithHost(url, host.replace('<port>', port))).toBe(status)
  })

  it.each(['https://page.example', 'http://localhost:5173', 'null'])(
    'lets no page of %s plan faults or read anything',
    async (origin) => {
      const { url } = await startForTest()
      const fault = { service: gocardless, operation: 'obtain', fault: 'hang' }
      const body = JSON.stringify(fault)
      const planned = await send(`${url}/_faults`, { method: 'POST', headers: { origin }, body })
      const preflight = await send(`${url}/_faults`, { method: 'OPTIONS', headers: { origin } })
      const read = await send(`${url}/_log`, { headers: { origin } })
      for (const answer of [planned, preflight, read]) {
        expect(answer.status).toBe(403)
        const names = [...answer.headers.keys()]
        expect(names.filter((name) => name.startsWith('access-control'))).toEqual([])
      }
      expect((await send(`${url}/_faults`)).body).toEqual({ pending: [] })
    },
  )

  it('counts calls by service and operation, and requests for nobody', async () => {
    const server = await startForTest()
    const { baseUrl, fields } = serviceOf(server, gocardless)
    await post(`${baseUrl}/api/v2/token/new/`, fields)
    await post(`${baseUrl}/api/v2/token/refresh/`, {})
    await send(`${baseUrl}/api/v2/token/refresh/`)
    await send(`${baseUrl}/nothing`)
    const { body, text } = await send(`${server.url}/_log`)
    expect(body).toMatchObject({
      services: {
        [gocardless]: {
          obtain: { received: 1, processed: 1, answered: 1, aborted: 0 },
          refresh: { received: 2, processed: 1, answered: 2, aborted: 0 },
        },
        nordigen: { obtain: { received: 0 } },
      },
      other: 1,
    })
    for (const value of Object.values(fields)) expect(text).not.toContain(value)
  })

  it('counts a client that leaves before its body is complete, and processes nothing', async () => {
    const server = await startForTest()
    const { baseUrl } = serviceOf(server, gocardless)
    const headers = { 'content-type': 'application/json', 'content-length': 1000 }
    const call = request(`${baseUrl}/api/v2/token/new/`, { method: 'POST', headers })
    call.on('error', () => undefined) // its own hang-up
    call.write('{"secret_id":')
    const counted = async () => (await send(`${server.url}/_log`)).body
    const obtain = (counts: object) => ({ services: { [gocardless]: { obtain: counts } } })
    await expect.poll(counted).toMatchObject(obtain({ received: 1 }))
    call.destroy()
    const ended = { received: 1, processed: 0, answered: 0, aborted: 1 }
    await expect.poll(counted).toMatchObject(obtain(ended))
  })

  it('sends the clock it is given as Date', async () => {
    const now = Date.UTC(2031, 1, 2, 3, 4, 5)
    const server = await startForTest({ now: () => now })
    const { headers } = await send(`${server.url}/_log`)
    expect(headers.get('date')).toBe('Sun, 02 Feb 2031 03:04:05 GMT')
  })

  it('accepts tokens of a former run with the same seed, and of no other', async () => {
    const refresh = async (token: string, someSeed: Uint8Array) => {
      const server = await startForTest({ seed: someSeed })
      const { baseUrl } = serviceOf(server, gocardless)
      return (await post(`${baseUrl}/api/v2/token/refresh/`, { refresh: token })).status
    }
    const first = await startForTest()
    const { baseUrl, fields } = serviceOf(first, gocardless)
    const token = textIn(await post(`${baseUrl}/api/v2/token/new/`, fields), 'refresh')
    await first.close()
    expect(await refresh(token, seed)).toBe(200)
    expect(await refresh(token, new Uint8Array(32).fill(8))).toBe(401)
  })

  it('ends hanging calls at once when it closes, and closes twice without harm', async () => {
    const server = await startForTest()
    const { baseUrl, fields } = serviceOf(server, gocardless)
    const newUrl = `${baseUrl}/api/v2/token/new/`
    const fault = { service: gocardless, operation: 'obtain', fault: 'hang' }
    await post(`${server.url}/_faults`, fault)
    const hanging = expect(post(newUrl, fields)).rejects.toThrow(TypeError)
    const log = async () => (await send(`${server.url}/_log`)).text
    await expect.poll(log).toContain('"processed":1')
    await server.close()
    await hanging
    await server.close()
    await expect(send(`${server.url}/_log`)).rejects.toThrow(TypeError)
  })

  it('refuses to start on a port in use', async () => {
    const { url } = await startForTest()
    const port = Number(new URL(url).port)
    await expect(startDemoServer({ seed, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('reports its own errors and answers 500', async () => {
    const reported: unknown[] = []
    const broken = new Error('the disk is full')
    const keyStore = { read: () => Promise.reject(broken), write: () => Promise.reject(broken) }
    const report = (error: unknown) => reported.push(error)
    const server = await startForTest({ keyStore, report, now: () => Date.now() })
    const answer = await send(server.jwksUrl)
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('disk')
    expect(reported).toEqual([broken])
  })

  it('refuses a body that is too long', async () => {
    const server = await startForTest()
    const { baseUrl } = serviceOf(server, gocardless)
    const answer = await post(`${baseUrl}/api/v2/token/new/`, { secret_id: 'x'.repeat(70_000) })
    expect(answer.status).toBe(413)
    expect(answer.body).toMatchObject({ status_code: 413 })
  })
})
