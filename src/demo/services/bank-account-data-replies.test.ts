import { describe, expect, it } from 'vitest'
import { accountOf, post, send, startForTest, textIn } from '../demo-server.fixture.ts'
import { bankAccountData, hosts } from './bank-account-data.fixture.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }

describe.each(hosts)('%s', (template) => {
  const required = ['This field is required.']
  const blank = ['This field may not be blank.']
  it.each([
    ['an empty object', '{}', { secret_id: required, secret_key: required }],
    ['no body', '', { secret_id: required, secret_key: required }],
    ['blanks', '{"secret_id": "", "secret_key": "  "}', { secret_id: blank, secret_key: blank }],
    ['one blank', '{"secret_id": "a", "secret_key": ""}', { secret_key: blank }],
    [
      'other types',
      '{"secret_id": null, "secret_key": ["a"]}',
      { secret_id: ['This field may not be null.'], secret_key: ['Not a valid string.'] },
    ],
    ['a list', '[]', { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] }],
  ])('answers new with %s with the fields in question', async (_, body, messages) => {
    const { newUrl } = bankAccountData(await startForTest(), template)
    const answer = await send(newUrl, { method: 'POST', headers: json, body })
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ ...messages, status_code: 400 })
  })

  it('answers a blank field of a form with the field', async () => {
    const { refreshUrl } = bankAccountData(await startForTest(), template)
    const answer = await send(refreshUrl, { method: 'POST', headers: form, body: 'refresh=' })
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ refresh: blank, status_code: 400 })
  })

  it.each([
    ['broken JSON', 'application/json', '{"secret_id"', 400],
    ['a multipart body without its boundary', 'multipart/form-data', 'x', 400],
    ['another media type', 'text/plain', 'secret_id=a', 415],
  ])('refuses %s', async (_, type, body, status) => {
    const { newUrl } = bankAccountData(await startForTest(), template)
    const headers = { 'content-type': type }
    const answer = await send(newUrl, { method: 'POST', headers, body })
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ status_code: status })
  })

  it('answers wrong secrets with 401', async () => {
    const { newUrl, fields } = bankAccountData(await startForTest(), template)
    const answer = await post(newUrl, { ...fields, secret_key: 'wrong' })
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({
      summary: 'Authentication failed',
      detail: 'No active account found with the given credentials',
      status_code: 401,
    })
  })

  it('answers an inactive account with lists and a type', async () => {
    const server = await startForTest()
    const answer = await post(
      bankAccountData(server, template).newUrl,
      accountOf(server, template, 'summary and detail as lists'),
    )
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({
      summary: ['Authentication failed'],
      detail: ['No active account found with the given credentials'],
      status_code: 401,
      type: 'AccountInactiveError',
    })
  })

  it('refuses refresh tokens that are old, foreign, of the wrong type or changed', async () => {
    let now = 1_800_000_000_000
    const server = await startForTest({ now: () => now, accessSeconds: 60, refreshSeconds: 90 })
    const { newUrl, refreshUrl, fields } = bankAccountData(server, template)
    const other = bankAccountData(server, hosts.find((host) => host !== template) ?? '')
    const pair = await post(newUrl, fields)
    const refresh = textIn(pair, 'refresh')
    const refused = async (token: string) => {
      const answer = await post(refreshUrl, { refresh: token })
      expect(answer.status).toBe(401)
      expect(answer.body).toEqual({
        summary: 'Invalid token',
        detail: 'Token is invalid or expired',
        status_code: 401,
      })
    }
    await refused('not a token')
    await refused(textIn(pair, 'access'))
    await refused(textIn(await post(other.newUrl, other.fields), 'refresh'))
    await refused(refresh.slice(0, -8) + 'AAAAAAAA')
    expect((await post(refreshUrl, { refresh })).status).toBe(200)
    now += 91_000
    await refused(refresh)
  })

  it('refuses an address that is not on the allow list, on obtain and on refresh', async () => {
    const server = await startForTest()
    const { newUrl, refreshUrl } = bankAccountData(server, template)
    const refused = {
      summary: 'IP address access denied',
      detail: "Your IP 127.0.0.1 isn't whitelisted to perform this action",
      status_code: 403,
    }
    const onObtain = await post(newUrl, accountOf(server, template, '403 on obtain'))
    expect(onObtain.status).toBe(403)
    expect(onObtain.body).toEqual(refused)

    const pair = await post(newUrl, accountOf(server, template, '403 on refresh'))
    const onRefresh = await post(refreshUrl, { refresh: textIn(pair, 'refresh') })
    expect(onRefresh.status).toBe(403)
    expect(onRefresh.body).toEqual(refused)
  })

  it.each([
    ['new', 'newPerHour', 'hour', 3600],
    ['refresh', 'refreshPerMinute', 'minute', 60],
  ] as const)(
    'limits %s, in headers on every answer',
    async (operation, option, period, seconds) => {
      let now = 1_800_000_000_000
      const server = await startForTest({ now: () => now, [option]: 2 })
      const { newUrl, refreshUrl } = bankAccountData(server, template)
      const url = operation === 'new' ? newUrl : refreshUrl
      const call = async () => {
        const answer = await post(url, {})
        const header = (name: string) => answer.headers.get(`http_x_ratelimit_${name}`)
        return { ...answer, limits: [header('limit'), header('remaining'), header('reset')] }
      }
      expect(await call()).toMatchObject({ status: 400, limits: ['2', '1', String(seconds)] })
      now += 10_500
      expect(await call()).toMatchObject({ status: 400, limits: ['2', '0', String(seconds - 10)] })
      const refused = await call()
      expect(refused).toMatchObject({ status: 429, limits: ['2', '0', String(seconds - 10)] })
      expect(refused.body).toEqual({
        summary: 'Rate limit exceeded',
        detail: `The rate limit for this resource is 2/${period}. Please try again in ${seconds - 10} seconds`,
        status_code: 429,
      })
      now += (seconds - 10) * 1000
      expect(await call()).toMatchObject({ status: 400, limits: ['2', '1', String(seconds)] })
    },
  )

  it('allows 100 calls of new an hour and 100 of refresh a minute by default', async () => {
    const { newUrl, refreshUrl } = bankAccountData(await startForTest(), template)
    expect((await post(newUrl, {})).headers.get('http_x_ratelimit_limit')).toBe('100')
    const { headers } = await post(refreshUrl, {})
    expect(headers.get('http_x_ratelimit_limit')).toBe('100')
    expect(Number(headers.get('http_x_ratelimit_reset'))).toBeLessThanOrEqual(60)
  })
})
