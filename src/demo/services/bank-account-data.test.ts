import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { accountOf, post, seed, send, startForTest, textIn } from '../demo-server.fixture.ts'
import { memoryKeyStore } from '../index.ts'
import { createSigningKeys } from '../signing-keys.ts'
import { bankAccountData, hosts } from './bank-account-data.fixture.ts'

const hex32: unknown = expect.stringMatching(/^[0-9a-f]{32}$/)
const anyInteger: unknown = expect.any(Number)

describe.each(hosts)('%s', (template) => {
  it('answers new with both tokens and their documented lifetimes', async () => {
    const { newUrl, fields } = bankAccountData(await startForTest(), template)
    const answer = await post(newUrl, fields)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      access: expect.any(String) as unknown,
      access_expires: 86400,
      refresh: expect.any(String) as unknown,
      refresh_expires: 2592000,
    })
  })

  it('signs tokens with HS256 and the documented claims, and no others', async () => {
    const now = 1_800_000_000_000
    const { newUrl, fields } = bankAccountData(await startForTest({ now: () => now }), template)
    const answer = await post(newUrl, fields)
    for (const [type, seconds] of [
      ['access', 86400],
      ['refresh', 2592000],
    ] as const) {
      const token = textIn(answer, type)
      expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'JWT' })
      expect(decodeJwt(token)).toEqual({
        token_type: type,
        exp: now / 1000 + seconds,
        jti: hex32,
        uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        allowed_cidrs: ['0.0.0.0/0', '::/0'],
      })
      for (const secret of Object.values(fields))
        expect(JSON.stringify(decodeJwt(token))).not.toContain(secret)
      const key = createSigningKeys(seed, memoryKeyStore()).hmac(template)
      expect(await key.read(token, now)).toMatchObject({ state: 'valid' })
    }
  })

  it('keeps the refresh token on refresh and sends none', async () => {
    const { newUrl, refreshUrl, fields } = bankAccountData(await startForTest(), template)
    const refresh = textIn(await post(newUrl, fields), 'refresh')
    for (const time of ['first', 'second']) {
      const answer = await post(refreshUrl, { refresh })
      expect(answer.status, time).toBe(200)
      expect(answer.body).toEqual({ access: expect.any(String) as unknown, access_expires: 86400 })
    }
  })

  it('uses the lifetimes it is started with', async () => {
    const server = await startForTest({ accessSeconds: 60, refreshSeconds: 3600 })
    const { newUrl, fields } = bankAccountData(server, template)
    expect((await post(newUrl, fields)).body).toMatchObject({
      access_expires: 60,
      refresh_expires: 3600,
    })
  })

  it('accepts JSON, form and multipart bodies', async () => {
    const { newUrl, fields } = bankAccountData(await startForTest(), template)
    const multipart = new FormData()
    for (const [name, value] of Object.entries(fields)) multipart.set(name, value)
    const encoded = new URLSearchParams(fields).toString()
    const bodies: RequestInit[] = [
      {
        body: JSON.stringify(fields),
        headers: { 'content-type': 'Application/JSON; charset=utf-8' },
      },
      { body: encoded, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { body: multipart },
    ]
    for (const init of bodies)
      expect((await send(newUrl, { method: 'POST', ...init })).status).toBe(200)
  })

  it('accepts a client that sends a bearer, whatever it is', async () => {
    const { newUrl, fields } = bankAccountData(await startForTest(), template)
    expect((await post(newUrl, fields, { authorization: 'Bearer anything' })).status).toBe(200)
  })

  it('issues and refreshes tokens of the older kind', async () => {
    const server = await startForTest()
    const { newUrl, refreshUrl } = bankAccountData(server, template)
    const pair = await post(newUrl, accountOf(server, template, 'older kind'))
    expect(decodeJwt(textIn(pair, 'refresh'))).toEqual({
      token_type: 'refresh',
      exp: anyInteger,
      jti: hex32,
      id: anyInteger,
      secret_id: expect.any(String) as unknown,
      allowed_cidrs: ['0.0.0.0/0', '::/0'],
    })
    expect((await post(refreshUrl, { refresh: textIn(pair, 'refresh') })).status).toBe(200)
  })

  it('takes the trailing slash for a part of the path, and POST for the only method', async () => {
    const { newUrl, fields } = bankAccountData(await startForTest(), template)
    expect((await post(newUrl.slice(0, -1), fields)).status).toBe(404)
    const answer = await send(newUrl)
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST')
    expect(answer.body).toMatchObject({ status_code: 405 })
  })
})
