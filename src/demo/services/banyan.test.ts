import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import {
  accountOf,
  send,
  serviceOf,
  startForTest,
  textIn,
  type Answered,
} from '../demo-server.fixture.ts'
import type { DemoServer, DemoServerOptions } from '../index.ts'

const text: unknown = expect.any(String)
const number: unknown = expect.any(Number)

async function startBanyan(options: Partial<DemoServerOptions> = {}) {
  const server = await startForTest(options)
  const { baseUrl, fields } = serviceOf(server, 'banyan')
  const call = (version: 'v1' | 'v2') => (bearer: string) =>
    send(`${baseUrl}/${version}/refresh_token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}` },
    })
  return { server, baseUrl, credential: fields['credential'] ?? '', v1: call('v1'), v2: call('v2') }
}

const accessOf = (answer: Answered) => textIn(answer, 'Message')
const refreshOf = (answer: Answered) => textIn(answer, 'data', 'refresh_token')

const verified = async (server: DemoServer, token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(server.jwksUrl)), { algorithms: ['RS256'] })

const envelope = (code: number, description: unknown, data: unknown) => ({
  request_id: text,
  error_code: code,
  error_description: description,
  data,
})

describe('banyan', () => {
  it('makes an access token from an API key secret, and sends nothing else', async () => {
    const { server, v1, credential } = await startBanyan({ accessSeconds: 600 })
    const answer = await v1(credential)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ Message: text })
    const { payload, protectedHeader } = await verified(server, accessOf(answer))
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: text })
    expect(payload).toMatchObject({ Auth: 'LOCAL', Email: text, OrgID: text, Profile: 'Admin' })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600)
  })

  it('makes a refresh token from that, and new access tokens from it, again and again', async () => {
    const { server, v1, v2, credential } = await startBanyan()
    const access = accessOf(await v1(credential))
    const answer = await v2(access)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual(envelope(0, '', { refresh_token: text }))
    const refresh = refreshOf(answer)
    const { payload } = await verified(server, refresh)
    expect(payload).toEqual({
      AccessToken: text,
      Auth: 'LOCAL',
      Email: text,
      OrgID: text,
      Profile: 'Admin',
      Refresh: 'true',
      exp: number,
    })
    const inner = String(payload['AccessToken'])
    expect((await verified(server, inner)).payload['Email']).toBe(payload['Email'])

    const first = accessOf(await v1(refresh))
    const second = accessOf(await v1(refresh))
    expect(new Set([access, first, second]).size).toBe(3)
  })

  it('is served with and without the prefix that live hosts have', async () => {
    const { baseUrl, credential } = await startBanyan()
    for (const path of ['/v1/refresh_token', '/api/v1/refresh_token']) {
      const headers = { authorization: `bearer ${credential}` }
      expect((await send(baseUrl + path, { method: 'POST', headers })).status).toBe(200)
    }
  })

  it('answers v1 without a bearer with 400 and no body', async () => {
    const { baseUrl } = await startBanyan()
    const answer = await send(`${baseUrl}/v1/refresh_token`, { method: 'POST' })
    expect([answer.status, answer.text]).toEqual([400, ''])
  })

  it('answers an unknown credential with 401 and a Message', async () => {
    const { v1 } = await startBanyan()
    const answer = await v1('not-a-credential')
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({ Message: text })
  })

  it('answers an expired refresh token with 401, error_code and error', async () => {
    let now = 1_800_000_000_000
    const { v1, v2, credential } = await startBanyan({ now: () => now, refreshSeconds: 30 })
    const refresh = refreshOf(await v2(accessOf(await v1(credential))))
    expect((await v1(refresh)).status).toBe(200)
    now += 31_000
    const answer = await v1(refresh)
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({ error_code: 401, error: text })
  })

  it('answers an access token in the place of a refresh token with 403', async () => {
    const { v1, credential } = await startBanyan()
    const answer = await v1(accessOf(await v1(credential)))
    expect(answer.status).toBe(403)
    expect(answer.body).toEqual({ error_code: 403, error: text })
  })

  it('answers a revoked API key with 403 and no body', async () => {
    const { server, v1 } = await startBanyan()
    const answer = await v1(accountOf(server, 'banyan', 'without a body')['credential'] ?? '')
    expect([answer.status, answer.text]).toEqual([403, ''])
  })

  it.each([
    ['no login in the past', 401, 401, 'LOCAL'],
    ['SAML admins', 403, 403, 'SAML'],
    ['200 with an error_code', 200, 1007, 'LOCAL'],
  ])('refuses v2 to an account with %s: status %d, code %d', async (meets, status, code, auth) => {
    const { server, v1, v2 } = await startBanyan()
    const access = accessOf(await v1(accountOf(server, 'banyan', meets)['credential'] ?? ''))
    expect(decodeJwt(access)['Auth']).toBe(auth)
    const answer = await v2(access)
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual(envelope(code, expect.stringMatching(/.+/), 0))
  })

  it('refuses v2 without a bearer, and with anything but an access token that is good', async () => {
    let now = 1_800_000_000_000
    const { baseUrl, v1, v2, credential } = await startBanyan({ now: () => now, accessSeconds: 30 })
    const access = accessOf(await v1(credential))
    const refresh = refreshOf(await v2(access))
    now += 31_000
    const answers = [
      await send(`${baseUrl}/v2/refresh_token`, { method: 'POST' }),
      await v2('not-a-token'),
      await v2(credential),
      await v2(refresh),
      await v2(access),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(401)
      expect(answer.body).toEqual(envelope(401, expect.stringMatching(/.+/), number))
    }
  })

  it('counts v1 under both its operations, and plans faults under both', async () => {
    const { server, v1, credential } = await startBanyan()
    for (const operation of ['obtain', 'refresh']) {
      const fault = { service: 'banyan', operation, fault: 'status:500' }
      await send(`${server.url}/_faults`, { method: 'POST', body: JSON.stringify(fault) })
      const answer = await v1(credential)
      expect([answer.status, answer.text]).toEqual([500, ''])
    }
    const twice = { received: 2, answered: 2 }
    expect((await send(`${server.url}/_log`)).body).toMatchObject({
      services: { banyan: { obtain: twice, refresh: twice } },
    })
  })

  it('knows POST only', async () => {
    const { baseUrl } = await startBanyan()
    expect((await send(`${baseUrl}/v1/refresh_token`)).status).toBe(405)
    const v2 = await send(`${baseUrl}/v2/refresh_token`)
    expect(v2.status).toBe(405)
    expect(v2.body).toEqual(envelope(405, text, 0))
  })
})
