import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failed } from '../../shared/result.ts'
import { createHttpClient } from '../http/client.ts'
import { loadTemplates } from '../provider/templates.ts'
import { valueOf } from '../provider/provider.fixture.ts'
import { createTestBaseUrl } from './test-base-url.ts'

const loaded = valueOf(
  loadTemplates(fileURLToPath(new URL('../../../resources/templates', import.meta.url))),
)
const templates = new Map(loaded.templates.map((template) => [template.id, template]))
const template = 'banyan'

const client = createHttpClient({ proxyFor: () => Promise.resolve('DIRECT') })
let requests: IncomingMessage[] = []
const server = createServer((request, response) => {
  requests.push(request)
  response.writeHead(405).end()
})
let origin = ''

beforeEach(async () => {
  requests = []
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

function start() {
  let nowMs = 0
  const demo = {
    resolveBaseUrl: () =>
      Promise.resolve(failed({ kind: 'network', title: 'No demo', nextStep: '' })),
  }
  const entries = { find: () => failed({ kind: 'not-found', title: '', nextStep: '' }) }
  const test = createTestBaseUrl({ client, entries, templates, demo, now: () => nowMs })
  return { test, wait: (ms: number) => (nowMs += ms) }
}

it('sends one HEAD to a path of the template, and nothing else that was typed', async () => {
  const { test } = start()
  for (const typed of ['', '/', '/planted-secret', '/api/planted-secret', '/api']) {
    expect(await test({ baseUrl: origin + typed, template })).toMatchObject({
      ok: true,
      value: { status: 405 },
    })
  }
  const [first] = requests
  expect(first?.headers).toEqual({
    host: origin.slice('http://'.length),
    accept: '*/*',
    'accept-encoding': 'identity',
    connection: 'close',
  })
  expect(requests.map(({ method, url }) => `${method ?? ''} ${url ?? ''}`)).toEqual([
    ...Array.from({ length: 4 }, () => 'HEAD /v1/refresh_token'),
    'HEAD /api/v1/refresh_token',
  ])
})

it('sends nothing for an address with a query, or for an unknown template', async () => {
  const { test } = start()
  expect((await test({ baseUrl: `${origin}/?a=planted-secret`, template })).ok).toBe(false)
  expect((await test({ baseUrl: origin, template: 'none' })).ok).toBe(false)
  expect(requests).toEqual([])
})

it('sends ten within a minute and no more', async () => {
  const { test, wait } = start()
  for (let count = 0; count < 10; count += 1) await test({ baseUrl: origin, template })
  const tooOften = { ok: false, failure: { kind: 'too-often' } }
  expect(await test({ baseUrl: origin, template })).toMatchObject(tooOften)
  wait(59_999)
  expect(await test({ baseUrl: origin, template })).toMatchObject(tooOften)
  expect(requests).toHaveLength(10)
  wait(1)
  expect((await test({ baseUrl: origin, template })).ok).toBe(true)
})
