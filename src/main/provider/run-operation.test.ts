import { describe, expect, it, onTestFinished } from 'vitest'
import { accountOf, post, serviceOf, startForTest } from '../../demo/demo-server.fixture.ts'
import type { DemoServer } from '../../demo/index.ts'
import { ok } from '../../shared/result.ts'
import type { TokenSet } from '../../shared/token.ts'
import { createHttpClient } from '../http/client.ts'
import { failureOf, held, operation, template, valueOf } from './provider.fixture.ts'
import { type CallReport, runOperation } from './run-operation.ts'
import { send } from '../http/send.ts'
import { mergeTokens } from './token-set.ts'

/** Calls a demo service as the app does, with a working account unless another one is given. */
async function call(
  server: DemoServer,
  id: string,
  operationId: string,
  tokens: TokenSet = { tokens: {} },
  fields = serviceOf(server, id).fields,
): Promise<CallReport> {
  const client = createHttpClient()
  onTestFinished(client.close)
  const of = template(id)
  const { baseUrl } = serviceOf(server, id)
  const values = { baseUrl, fields, secrets: fields, tokens }
  return runOperation(of, operation(of, operationId), values, {
    send: async (request, options) => {
      const dispatcher = valueOf(await client.dispatcherFor(request.url))
      return send(request, { ...options, dispatcher, timeoutMs: 1000 })
    },
    now: Date.now,
    signal: new AbortController().signal,
    beforeSend: () => Promise.resolve(ok(null)),
    onSent: () => undefined,
  })
}

const services = [
  'gocardless-bank-account-data',
  'nordigen',
  'ix-api',
  'djangorestframework-simplejwt',
]

it('reads times and limits, whatever short secret is a part of them', async () => {
  const headers = {
    'content-type': 'application/json',
    date: 'Tue, 10 Feb 2026 10:00:00 GMT',
    'retry-after': '12',
    'x-request-id': 'id-2026-12',
  }
  const on = template('gocardless-bank-account-data')
  const report = await runOperation(
    on,
    operation(on, 'obtain'),
    {
      baseUrl: 'https://bank.example',
      fields: {},
      secrets: { secret_id: '2026', secret_key: '12' },
      tokens: { tokens: {} },
    },
    {
      send: () =>
        Promise.resolve(
          ok({ status: 429, headers, body: new TextEncoder().encode('{"summary":"2026 failed"}') }),
        ),
      now: () => Date.UTC(2026, 1, 10, 11),
      signal: new AbortController().signal,
      beforeSend: () => Promise.resolve(ok(null)),
      onSent: () => undefined,
    },
  )
  expect(report.clockSkewSeconds).toBe(-3600)
  const failure = failureOf(report.received)
  expect(failure.retryAfterSeconds).toBe(12)
  expect(JSON.stringify([failure.title, failure.requestId])).not.toMatch(/2026|12/)
})

it('tells nothing of a token that it sent, nor of a secret in the name of a header', async () => {
  const on = template('gocardless-bank-account-data')
  const [token, secret] = ['the-token-it-sent', 'correcthorsebattery']
  const headers = { 'content-type': 'application/json', [`x-ratelimit-${secret}`]: '1' }
  const body = new TextEncoder().encode(JSON.stringify({ summary: `No ${token}` }))
  const report = await runOperation(
    on,
    operation(on, 'refresh'),
    {
      baseUrl: 'https://bank.example',
      fields: {},
      secrets: { secret_id: 'an id', secret_key: secret },
      tokens: held({ refresh: token }),
    },
    {
      send: () => Promise.resolve(ok({ status: 401, headers, body })),
      now: Date.now,
      signal: new AbortController().signal,
      beforeSend: () => Promise.resolve(ok(null)),
      onSent: () => undefined,
    },
  )
  const told = JSON.stringify([failureOf(report.received), report.trace?.response()])
  expect(told).toContain('summary')
  expect(told).not.toContain(token)
  expect(told).not.toContain(secret)
})

describe('runOperation against the demo services', () => {
  it.each(services)('obtains and refreshes with %s', async (id) => {
    const server = await startForTest()
    const obtained = await call(server, id, 'obtain')
    const pair = valueOf(obtained.received)
    expect(Object.keys(pair).sort()).toEqual(['access', 'refresh'])
    expect(obtained).toMatchObject({ sent: true, answered: true })
    const refreshed = await call(server, id, 'refresh', { tokens: pair })
    const access = valueOf(refreshed.received).access
    expect(access?.text).toMatch(/^eyJ/)
    expect(access?.text).not.toBe(pair.access?.text)
  })

  it('obtains, generates a refresh token and refreshes with banyan', async () => {
    const server = await startForTest()
    let tokens: TokenSet = { tokens: {} }
    for (const id of ['obtain', 'generate-refresh-token', 'refresh']) {
      const report = await call(server, 'banyan', id, tokens)
      tokens = mergeTokens(tokens, { id }, valueOf(report.received))
    }
    expect(Object.keys(tokens.tokens).sort()).toEqual(['access', 'refresh'])
  })

  it('is refused with a refresh token that was rotated', async () => {
    const server = await startForTest()
    const pair = valueOf((await call(server, 'ix-api', 'obtain')).received)
    await call(server, 'ix-api', 'refresh', { tokens: pair })
    const again = failureOf((await call(server, 'ix-api', 'refresh', { tokens: pair })).received)
    expect(again).toMatchObject({ kind: 'http', status: 401 })
  })

  it.each([...services, 'banyan'])(
    'is refused by %s with wrong values, of which nothing is told',
    async (id) => {
      const server = await startForTest()
      const wrong = Object.fromEntries(
        Object.keys(serviceOf(server, id).fields).map((name) => [name, `sentinel-${name}`]),
      )
      const { received, trace } = await call(server, id, 'obtain', undefined, wrong)
      expect(failureOf(received)).toMatchObject({ kind: 'http', status: 401 })
      expect(JSON.stringify([received, trace])).not.toContain('sentinel')
    },
  )

  it('is refused by address', async () => {
    const server = await startForTest()
    const id = 'gocardless-bank-account-data'
    const fields = accountOf(server, id, '403')
    const { received } = await call(server, id, 'obtain', undefined, fields)
    expect(failureOf(received)).toMatchObject({ status: 403, title: 'IP address access denied' })
  })

  it('meets the rate limit and learns how long to wait', async () => {
    const server = await startForTest({ newPerHour: 1 })
    const id = 'gocardless-bank-account-data'
    const first = await call(server, id, 'obtain')
    expect(first.rateLimits).toMatchObject([{ limit: 1, remaining: 0 }])
    const failure = failureOf((await call(server, id, 'obtain')).received)
    expect(failure).toMatchObject({ status: 429, title: 'Rate limit exceeded' })
    expect(failure.retryAfterSeconds).toBeGreaterThan(0)
  })

  it.each([
    ['status:500', { kind: 'http', status: 500 }],
    ['status:502', { kind: 'http', status: 502 }],
    ['delay:1500', { kind: 'timeout' }],
    ['hang', { kind: 'timeout' }],
    ['reset', { kind: 'network' }],
    ['not-json', { kind: 'not-json' }],
    ['truncated', { kind: 'network' }],
    ['huge', { kind: 'too-large' }],
    ['wrong-shape', { kind: 'wrong-shape' }],
    ['empty', { kind: 'not-json' }],
    ['slow-body', { kind: 'timeout' }],
    ['redirect', { kind: 'redirect-refused' }],
  ])('survives the fault %s', async (fault, expected) => {
    const server = await startForTest()
    const id = 'gocardless-bank-account-data'
    await post(`${server.url}/_faults`, { service: id, operation: 'obtain', fault })
    const { received, sent, trace } = await call(server, id, 'obtain')
    const failure = failureOf(received)
    expect(failure).toMatchObject(expected)
    expect(failure.nextStep).toMatch(/^[A-Z].*\.$/)
    expect(sent).toBe(true)
    const told = JSON.stringify([failure, trace])
    for (const value of Object.values(serviceOf(server, id).fields))
      expect(told).not.toContain(value)
    expect(told).not.toContain('eyJ')
  })

  it('names a page of a proxy as such', async () => {
    const server = await startForTest()
    await post(`${server.url}/_faults`, {
      service: 'nordigen',
      operation: 'refresh',
      fault: 'html',
    })
    const report = await call(server, 'nordigen', 'refresh', held({ refresh: 'refresh-0' }))
    expect(failureOf(report.received).detail).toContain('an HTML page')
  })
})
