import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { accountOf, post, send, serviceOf, startForTest, textIn } from '../demo-server.fixture.ts'
import type { DemoServerOptions } from '../index.ts'

const text: unknown = expect.any(String)
const problem = (name: string) => `https://errors.ix-api.net/v2/${name}.html`

async function startIxApi(options: Partial<DemoServerOptions> = {}) {
  const server = await startForTest(options)
  const { baseUrl, fields } = serviceOf(server, 'ix-api')
  const obtain = (value: unknown = fields) => post(`${baseUrl}/auth/token`, value)
  const refresh = (refresh_token: unknown) => post(`${baseUrl}/auth/refresh`, { refresh_token })
  return { server, baseUrl, fields, obtain, refresh }
}

describe('ix-api', () => {
  it('is at /api/v2, with a key and a secret of the usual lengths', async () => {
    const { baseUrl, fields } = await startIxApi()
    expect(baseUrl).toMatch(/\/api\/v2$/)
    expect(Object.entries(fields).map(([name, value]) => [name, value.length])).toEqual([
      ['api_key', 16],
      ['api_secret', 86],
    ])
  })

  it('answers 201 with both tokens, signed with RS256 and ES256, and no lifetimes', async () => {
    const { server, obtain } = await startIxApi({ accessSeconds: 60, refreshSeconds: 3600 })
    const answer = await obtain()
    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({ access_token: text, refresh_token: text })
    const jwks = createRemoteJWKSet(new URL(server.jwksUrl))
    for (const [name, alg, seconds] of [
      ['access_token', 'RS256', 60],
      ['refresh_token', 'ES256', 3600],
    ] as const) {
      const { payload, protectedHeader } = await jwtVerify(textIn(answer, name), jwks)
      expect(protectedHeader).toEqual({ alg, typ: 'JWT', kid: text })
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(seconds)
    }
  })

  it('rotates both tokens and refuses the old refresh token afterwards', async () => {
    const { obtain, refresh } = await startIxApi()
    const first = await obtain()
    const second = await refresh(textIn(first, 'refresh_token'))
    expect(second.status).toBe(201)
    for (const name of ['access_token', 'refresh_token'])
      expect(textIn(second, name)).not.toBe(textIn(first, name))

    const again = await refresh(textIn(first, 'refresh_token'))
    expect(again.status).toBe(401)
    expect(again.body).toEqual({
      type: problem('authentication-error'),
      title: 'Authentication Credentials Invalid',
      status: 401,
      detail: 'The refresh token was used before.',
    })
    expect((await refresh(textIn(second, 'refresh_token'))).status).toBe(201)
  })

  it('lets one of two refreshes at once win', async () => {
    const { obtain, refresh } = await startIxApi()
    const token = textIn(await obtain(), 'refresh_token')
    const answers = await Promise.all([refresh(token), refresh(token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401])
  })

  it.each([
    ['reset', 401],
    ['truncated', 401],
    ['not-json', 401],
    ['status:500', 201],
    ['html', 201],
  ])('after the fault %s answers the old refresh token with %d', async (fault, status) => {
    const { server, obtain, refresh } = await startIxApi()
    const token = textIn(await obtain(), 'refresh_token')
    await post(`${server.url}/_faults`, { service: 'ix-api', operation: 'refresh', fault })
    const lost = await refresh(token).catch((error: unknown) => error)
    expect(lost).not.toMatchObject({ status: 201 })
    expect((await refresh(token)).status).toBe(status)
  })

  it('answers a wrong secret with an authentication error', async () => {
    const { fields, obtain } = await startIxApi()
    const answer = await obtain({ ...fields, api_secret: 'wrong' })
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ type: problem('authentication-error'), status: 401 })
  })

  it.each([
    [{}, 'This field is required.'],
    [{ api_key: '', api_secret: ' ' }, 'This field may not be blank.'],
    [{ api_key: null, api_secret: null }, 'This field may not be null.'],
    [{ api_key: {}, api_secret: [] }, 'Not a valid string.'],
  ])('answers %j with a validation error and no status in it', async (fields, reason) => {
    const { obtain } = await startIxApi()
    const answer = await obtain(fields)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.body).toEqual({
      type: problem('validation-error'),
      title: 'Some fields did not validate.',
      properties: [
        { name: 'api_key', reason },
        { name: 'api_secret', reason },
      ],
    })
  })

  it('answers one account with a reason that is an object', async () => {
    const { server, obtain } = await startIxApi()
    const answer = await obtain(accountOf(server, 'ix-api', 'reason that is an object'))
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      properties: [{ name: 'api_secret', reason: { code: 'outdated', message: text } }],
    })
  })

  it('answers one account with a document whose status is wrong', async () => {
    const { server, obtain } = await startIxApi()
    const answer = await obtain(accountOf(server, 'ix-api', 'says status 403'))
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ status: 403 })
  })

  it('answers an expired refresh token with signature-expired and no status in it', async () => {
    let now = 1_800_000_000_000
    const { obtain, refresh } = await startIxApi({ now: () => now, refreshSeconds: 30 })
    const token = textIn(await obtain(), 'refresh_token')
    now += 31_000
    const answer = await refresh(token)
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({
      type: problem('signature-expired'),
      title: text,
      detail: text,
      instance: text,
    })
  })

  it('answers an access token or no token at all in its place with an authentication error', async () => {
    const { obtain, refresh } = await startIxApi()
    for (const token of [textIn(await obtain(), 'access_token'), 'not-a-token']) {
      const answer = await refresh(token)
      expect(answer.status).toBe(401)
      expect(answer.body).toMatchObject({ type: problem('authentication-error') })
    }
  })

  it.each(['/auth/token', '/auth/refresh'])(
    'answers %s without a body with not-authenticated',
    async (path) => {
      const { baseUrl } = await startIxApi()
      const answer = await send(baseUrl + path, { method: 'POST' })
      expect(answer.status).toBe(401)
      expect(answer.body).toEqual({ type: problem('not-authenticated'), title: text })
    },
  )

  it('takes JSON only, and POST only', async () => {
    const { baseUrl, fields } = await startIxApi()
    const url = `${baseUrl}/auth/token`
    const asForm = await send(url, { method: 'POST', body: new URLSearchParams(fields) })
    expect(asForm.body).toMatchObject({ type: 'about:blank', status: 415 })
    const got = await send(url)
    expect(got.status).toBe(405)
    expect(got.body).toMatchObject({ title: 'Method Not Allowed', status: 405 })
  })

  it('names its tokens by the key they belong to', async () => {
    const { fields, obtain } = await startIxApi()
    expect(decodeJwt(textIn(await obtain(), 'access_token')).sub).toBe(fields['api_key'])
  })
})
