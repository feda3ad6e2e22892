import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import {
  accountOf,
  post,
  seed,
  send,
  serviceOf,
  startForTest,
  textIn,
  type Answered,
} from '../demo-server.fixture.ts'
import { memoryKeyStore, type DemoServerOptions } from '../index.ts'
import { createSigningKeys } from '../signing-keys.ts'

const template = 'djangorestframework-simplejwt'
const text: unknown = expect.any(String)

async function startSimplejwt(options: Partial<DemoServerOptions> = {}) {
  const server = await startForTest(options)
  const { baseUrl, fields } = serviceOf(server, template)
  const obtain = (value: unknown = fields) => post(`${baseUrl}/api/token/`, value)
  const refresh = (token: string) => post(`${baseUrl}/api/token/refresh/`, { refresh: token })
  return { server, baseUrl, fields, obtain, refresh }
}

function expectNotValid(answer: Answered, detail: string) {
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="api"')
  expect(answer.body).toEqual({ detail, code: 'token_not_valid' })
}

describe('djangorestframework-simplejwt', () => {
  it('answers 200 with both tokens, whose lifetime is in the tokens alone', async () => {
    const now = 1_800_000_000_000
    const { obtain } = await startSimplejwt({ now: () => now })
    const answer = await obtain()
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ access: text, refresh: text })
    const key = createSigningKeys(seed, memoryKeyStore()).hmac(template)
    for (const [type, seconds] of [
      ['access', 300],
      ['refresh', 86_400],
    ] as const)
      expect(await key.read(textIn(answer, type), now)).toEqual({
        state: 'valid',
        claims: {
          token_type: type,
          exp: now / 1000 + seconds,
          iat: now / 1000,
          jti: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
          user_id: '1',
        },
      })
  })

  it('refreshes without rotation', async () => {
    const { obtain, refresh } = await startSimplejwt()
    const token = textIn(await obtain(), 'refresh')
    for (const time of ['first', 'second']) {
      const answer = await refresh(token)
      expect(answer.status, time).toBe(200)
      expect(answer.body).toEqual({ access: text })
    }
  })

  it('rotates for one user, and refuses the old refresh token', async () => {
    const { server, obtain, refresh } = await startSimplejwt()
    const first = textIn(await obtain(accountOf(server, template, 'new refresh token')), 'refresh')
    const answer = await refresh(first)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ access: text, refresh: text })
    expectNotValid(await refresh(first), 'Token is blacklisted')
    const second = textIn(answer, 'refresh')
    expect(decodeJwt(second)['user_id']).toBe('2')
    expect((await refresh(second)).status).toBe(200)
  })

  it('answers a wrong password with detail alone', async () => {
    const { fields, obtain } = await startSimplejwt()
    const answer = await obtain({ ...fields, password: 'wrong' })
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({
      detail: 'No active account found with the given credentials',
    })
  })

  it('answers tokens that are old, foreign or of the wrong type with token_not_valid', async () => {
    let now = 1_800_000_000_000
    const { obtain, refresh } = await startSimplejwt({ now: () => now, refreshSeconds: 600 })
    const pair = await obtain()
    expectNotValid(await refresh('not-a-token'), 'Token is invalid')
    expectNotValid(await refresh(textIn(pair, 'access')), 'Token has wrong type')
    now += 601_000
    expectNotValid(await refresh(textIn(pair, 'refresh')), 'Token is expired')
  })

  it('answers fields in question by name', async () => {
    const { obtain, refresh } = await startSimplejwt()
    const answers: [Answered, object][] = [
      [
        await obtain({ password: '' }),
        { username: ['This field is required.'], password: ['This field may not be blank.'] },
      ],
      [await refresh(' '), { refresh: ['This field may not be blank.'] }],
      [
        await obtain([]),
        { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] },
      ],
    ]
    for (const [answer, body] of answers) {
      expect(answer.status).toBe(400)
      expect(answer.body).toEqual(body)
    }
  })

  it('refuses broken JSON, other media types and other methods in detail', async () => {
    const { baseUrl } = await startSimplejwt()
    const url = `${baseUrl}/api/token/`
    const asType = (type: string) => ({
      method: 'POST',
      headers: { 'content-type': type },
      body: '{',
    })
    const answers = [
      await send(url, asType('application/json')),
      await send(url, asType('text/plain')),
      await send(url),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 415, 405])
    for (const answer of answers) expect(answer.body).toEqual({ detail: text })
  })
})
