import { describe, expect, it } from 'vitest'
import { post, send, serviceOf, startForTest } from './demo-server.fixture.ts'
import { faultSyntax, parseFault } from './faults.ts'

const service = 'gocardless-bank-account-data'

async function startService() {
  const server = await startForTest()
  const { baseUrl, fields } = serviceOf(server, service)
  const newUrl = `${baseUrl}/api/v2/token/new/`
  return {
    server,
    obtain: (init: RequestInit = {}) =>
      send(newUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fields),
        ...init,
      }),
    fetchNew: (init: RequestInit = {}) =>
      fetch(newUrl, { method: 'POST', body: new URLSearchParams(fields), ...init }),
    plan: (request: object) =>
      post(`${server.url}/_faults`, { service, operation: 'obtain', ...request }),
    counts: async () => {
      const { body } = await send(`${server.url}/_log`)
      return body as { services: Record<string, Record<string, object>>; redirected: number }
    },
  }
}

describe('planned faults', () => {
  it.each([
    ['status:503', 503, 'application/json', /"status_code":503/],
    ['html', 502, 'text/html; charset=utf-8', /^<!doctype html>/],
    ['not-json', 200, 'application/json', /^OK, but/],
    ['wrong-shape', 200, 'application/json', /^\{"status":"ok","result":\[\]\}$/],
    ['empty', 200, 'application/json', /^$/],
    ['redirect', 307, null, /^$/],
  ])(
    '%s is answered as it says, once, then the service is back',
    async (fault, status, type, text) => {
      const { obtain, plan, fetchNew } = await startService()
      expect((await plan({ fault })).status).toBe(201)
      const response = await fetchNew({ redirect: 'manual' })
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe(type)
      expect(await response.text()).toMatch(text)
      expect((await obtain()).status).toBe(200)
    },
  )

  it('redirect keeps the method and counts a client that follows', async () => {
    const { plan, fetchNew, counts } = await startService()
    await plan({ fault: 'redirect' })
    await fetchNew({ redirect: 'manual' })
    expect((await counts()).redirected).toBe(0)
    await plan({ fault: 'redirect' })
    await fetchNew({ redirect: 'follow' })
    expect((await counts()).redirected).toBe(1)
  })

  it('delay answers late', async () => {
    const { plan, obtain } = await startService()
    await plan({ fault: 'delay:150' })
    const started = performance.now()
    expect((await obtain()).status).toBe(200)
    expect(performance.now() - started).toBeGreaterThanOrEqual(145)
  })

  it.each([
    ['reset', 'no answer'],
    ['truncated', 'a broken answer'],
  ])('%s ends the connection with %s, which no client is blamed for', async (fault, result) => {
    const { plan, fetchNew, counts } = await startService()
    await plan({ fault })
    const response = fetchNew()
    if (result === 'a broken answer') expect((await response).status).toBe(200)
    await expect(response.then((answer) => answer.text())).rejects.toThrow(TypeError)
    expect((await counts()).services[service]?.['obtain']).toEqual({
      received: 1,
      processed: 1,
      answered: 0,
      aborted: 0,
    })
  })

  it('huge is the real answer and far more than a client should read', async () => {
    const { plan, obtain } = await startService()
    await plan({ fault: 'huge' })
    const answer = await obtain()
    expect(answer.text.length).toBeGreaterThan(8 * 1024 * 1024)
    expect(answer.body).toHaveProperty('access')
  })

  it.each(['hang', 'delay:600000', 'slow-body', 'huge'])(
    '%s ends when the client leaves, and the log says so',
    async (fault) => {
      const { plan, fetchNew, counts, obtain } = await startService()
      await plan({ fault })
      const leaving = new AbortController()
      const response = fetchNew({ signal: leaving.signal })
      const isAnswered = fault === 'slow-body' || fault === 'huge'
      if (isAnswered) expect((await response).status).toBe(200)
      const obtained = async () => (await counts()).services[service]?.['obtain']
      await expect.poll(obtained).toMatchObject({ processed: 1 })
      leaving.abort()
      await expect(response.then((answer) => answer.text())).rejects.toThrow('aborted')
      const ended = { received: 1, processed: 1, answered: 0, aborted: 1 }
      await expect.poll(obtained).toEqual(ended)
      expect((await obtain()).status).toBe(200)
    },
  )

  it('slow-body sends its bytes one by one', async () => {
    const { plan, fetchNew } = await startService()
    await plan({ fault: 'slow-body' })
    const reader = (await fetchNew()).body?.getReader()
    const first = await reader?.read()
    expect(first?.value).toEqual(new TextEncoder().encode('{'))
    await reader?.cancel()
  })

  it.each([
    ['before', 0],
    ['after', 1],
  ])('a reset %s means %d calls processed', async (when, processed) => {
    const { plan, fetchNew, counts } = await startService()
    await plan({ fault: 'reset', when })
    await expect(fetchNew()).rejects.toThrow(TypeError)
    expect((await counts()).services[service]?.['obtain']).toMatchObject({ processed })
  })

  it('meets as many calls as it says, the oldest fault first, its own operation only', async () => {
    const { plan, obtain } = await startService()
    await plan({ fault: 'status:500', operation: 'refresh' })
    await plan({ fault: 'status:503', times: 2 })
    await plan({ fault: 'html' })
    const statuses: number[] = []
    for (let call = 0; call < 4; call++) statuses.push((await obtain()).status)
    expect(statuses).toEqual([503, 503, 502, 200])
  })

  it('shows what is pending and forgets it on DELETE', async () => {
    const { server, plan, obtain } = await startService()
    await plan({ fault: 'delay:5', times: 3 })
    const url = `${server.url}/_faults`
    expect((await send(url)).body).toEqual({
      pending: [
        {
          service,
          operation: 'obtain',
          times: 3,
          fault: { kind: 'delay', delayMs: 5 },
          when: 'after',
        },
      ],
    })
    expect((await send(url, { method: 'DELETE' })).status).toBe(204)
    expect((await send(url)).body).toEqual({ pending: [] })
    expect((await obtain()).status).toBe(200)
  })

  it.each([
    [{ service: 'paypal' }, 'Unknown service "paypal". There are: gocardless-bank-account-data, '],
    [{ operation: 'new' }, 'Unknown operation "new". There are: obtain, refresh.'],
    [{ fault: 'fire' }, `Unknown fault "fire". There are: ${faultSyntax.join(', ')}.`],
    [{ fault: 'truncated', when: 'before' }, 'cannot come before it'],
    [{ times: 0 }, 'times'],
    [{ fault: 5 }, 'fault'],
    [{ repeat: 2 }, 'repeat'],
  ])('refuses %j and says what there is', async (wrong, message) => {
    const { server, plan } = await startService()
    const answer = await plan({ fault: 'html', ...wrong })
    expect(answer.status).toBe(400)
    expect(answer.text.replaceAll('\\"', '"')).toContain(message)
    expect((await send(`${server.url}/_faults`)).body).toEqual({ pending: [] })
  })

  it('refuses a plan that is not JSON', async () => {
    const { server } = await startService()
    const answer = await send(`${server.url}/_faults`, { method: 'POST', body: 'html' })
    expect(answer.status).toBe(400)
  })
})

describe('parseFault', () => {
  it.each([
    ['status:200', { kind: 'status', status: 200 }],
    ['status:599', { kind: 'status', status: 599 }],
    ['delay:0', { kind: 'delay', delayMs: 0 }],
    ['hang', { kind: 'hang' }],
    ['status:199', null],
    ['status:600', null],
    ['status:', null],
    ['status', null],
    ['delay:600001', null],
    ['delay:-1', null],
    ['toString', null],
    ['hang:1', null],
    ['', null],
  ])('reads %j', (text, fault) => {
    expect(parseFault(text)).toEqual(fault)
  })
})
