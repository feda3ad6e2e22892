import { describe, expect, it } from 'vitest'
import { answer, arrivedAtMs, failureOf, parse, template } from '../provider.fixture.ts'

const gocardless = template('gocardless-bank-account-data')
const ixApi = template('ix-api')
const pair = { access: 'a', access_expires: 60, refresh: 'r', refresh_expires: 60 }

describe('an accepted answer that holds no tokens', () => {
  const html = '<!DOCTYPE html><title>Log in</title>'

  it.each([
    ['a page', html, {}, 'A web page was returned instead of tokens'],
    [
      'a page that says so',
      'Log in',
      { 'content-type': 'text/html' },
      'A web page was returned instead of tokens',
    ],
    ['plain text', 'OK', {}, 'The response cannot be read'],
    ['cut JSON', '{"access": "a', {}, 'The response cannot be read'],
    ['nothing', '', {}, 'The response cannot be read'],
    [
      'compressed JSON',
      JSON.stringify(pair),
      { 'content-encoding': 'gzip' },
      'The response cannot be read',
    ],
  ])('is not JSON: %s', (_, body, headers, title) => {
    const failure = failureOf(parse(gocardless, 'obtain', answer(200, body, headers)).received)
    expect(failure).toMatchObject({ kind: 'not-json', status: 200, title })
  })

  it.each([
    ['nothing', {}, 'Found no access token at /access, and no refresh token at /refresh.'],
    ['one of two', { access: 'a' }, 'Found no refresh token at /refresh.'],
    ['a token that is a number', { ...pair, access: 1 }, 'Found no access token at /access.'],
    ['a token that is blank', { ...pair, access: '' }, 'Found no access token at /access.'],
    ['a list', [pair], 'Found no access token at /access, and no refresh token at /refresh.'],
    ['null', null, 'Found no access token at /access, and no refresh token at /refresh.'],
    ['a string', '"a"', 'Found no access token at /access, and no refresh token at /refresh.'],
  ])('has the wrong shape: %s', (_, body, detail) => {
    const failure = failureOf(parse(gocardless, 'obtain', answer(200, body)).received)
    expect(failure).toMatchObject({ kind: 'wrong-shape', status: 200, detail })
  })
})

describe('what counts as JSON', () => {
  it.each([
    ['any content type', { 'content-type': 'text/plain' }, JSON.stringify(pair)],
    ['a byte order mark', {}, `\ufeff${JSON.stringify(pair)}`],
    ['identity as its encoding', { 'content-encoding': 'identity' }, JSON.stringify(pair)],
  ])('may have %s', (_, headers, body) => {
    expect(parse(gocardless, 'obtain', answer(200, body, headers)).received.ok).toBe(true)
  })
})

describe('a redirect', () => {
  it.each([
    [301, 'https://elsewhere.example/secret-path?secret=1', ' to https://elsewhere.example,'],
    [302, '/login?next=secret', ' to https://service.example,'],
    [307, '//other.example:8443/secret', ' to https://other.example:8443,'],
    [308, 'secret:opaque', 'Not followed, because'],
    [303, undefined, 'Not followed, because'],
  ])('is refused: %i to %s', (status, location, words) => {
    const headers: Record<string, string> = location === undefined ? {} : { location }
    const failure = failureOf(parse(gocardless, 'obtain', answer(status, '', headers)).received)
    expect(failure).toMatchObject({ kind: 'redirect-refused', status })
    expect(failure.detail).toContain(words)
    expect(JSON.stringify(failure)).not.toMatch(/secret-path|secret=|next=|opaque|\/secret/)
  })
})

describe('waiting', () => {
  it.each<
    [what: string, status: number, headers: Record<string, string>, seconds: number | undefined]
  >([
    ['Retry-After in seconds', 429, { 'retry-after': '7' }, 7],
    [
      'Retry-After as a date',
      503,
      { 'retry-after': new Date(arrivedAtMs + 9000).toUTCString() },
      9,
    ],
    [
      'Retry-After before the rate limit',
      429,
      { 'retry-after': '7', 'ratelimit-reset': '9', 'ratelimit-remaining': '0' },
      7,
    ],
    [
      'the rate limit that is used up',
      429,
      { 'ratelimit-remaining': '0', 'ratelimit-reset': '9' },
      9,
    ],
    [
      'no rate limit with calls left',
      429,
      { 'ratelimit-remaining': '5', 'ratelimit-reset': '9' },
      undefined,
    ],
    [
      'no rate limit with another status',
      500,
      { 'ratelimit-remaining': '0', 'ratelimit-reset': '9' },
      undefined,
    ],
  ])('is as long as %s says', (_, status, headers, seconds) => {
    const failure = failureOf(parse(ixApi, 'obtain', answer(status, {}, headers)).received)
    expect(failure.retryAfterSeconds).toBe(seconds)
  })

  it('is said in the next step', () => {
    const failure = failureOf(
      parse(ixApi, 'obtain', answer(429, {}, { 'retry-after': '7' })).received,
    )
    expect(failure.nextStep).toBe('Wait 7 s, then try again.')
  })
})

describe('every failing status', () => {
  it.each([400, 401, 402, 403, 404, 405, 408, 409, 415, 418, 422, 429, 500, 502, 503, 504, 599])(
    '%i says what happened and what to do next',
    (status) => {
      const { operations } = gocardless
      const silent = {
        ...gocardless,
        operations: operations.map((one) => ({ ...one, advice: [] })),
      }
      const failure = failureOf(parse(silent, 'obtain', answer(status, '')).received)
      expect(failure).toMatchObject({ kind: 'http', status })
      expect(failure.title).toContain(String(status))
      expect(failure.nextStep).toMatch(/^[A-Z].*\.$/)
    },
  )
})

describe('what a failure holds of an answer', () => {
  const body = {
    summary: 'Wrong key-secret-1',
    detail: ['Token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'refresh-0'],
    type: 'key-secret-1',
    other: 'not pointed at',
  }
  const secrets = ['key-secret-1', 'refresh-0']

  it('is struck, and nothing but what the template points at', () => {
    const headers = { 'x-request-id': 'request-1', 'x-other': 'not pointed at' }
    const parsed = parse(gocardless, 'refresh', answer(401, body, headers), { secrets })
    expect(failureOf(parsed.received)).toMatchObject({
      title: 'Wrong •••',
      detail: 'Token •••; •••',
      code: '•••',
      requestId: 'request-1',
    })
    expect(JSON.stringify(parsed)).not.toContain('not pointed at')
  })

  it('is struck in field errors too, also in their names', () => {
    const fields = { secret_key: ['key-secret-1 is wrong'], 'key-secret-1': ['Unknown.'] }
    const parsed = parse(gocardless, 'obtain', answer(400, fields), { secrets })
    expect(failureOf(parsed.received).fieldErrors).toEqual([
      { field: 'secret_key', message: '••• is wrong' },
      { field: '•••', message: 'Unknown.' },
    ])
    expect(JSON.stringify(parsed)).not.toContain('key-secret-1')
  })

  it('is struck before it is cut, so that no half of a secret is left', () => {
    const long = `${'x '.repeat(295)}key-secret-1 ${'y '.repeat(100)}`
    const parsed = parse(gocardless, 'obtain', answer(401, { detail: long }), { secrets })
    const { detail = '' } = failureOf(parsed.received)
    expect(detail.length).toBeLessThanOrEqual(600)
    expect(detail).toContain('•••')
    expect(detail).not.toContain('key-')
  })

  it('has bounds, whatever comes', () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [`f ${n}`, 'm '.repeat(9999)]),
    )
    const parsed = parse(gocardless, 'obtain', answer(400, { summary: 's '.repeat(9999), ...many }))
    expect(JSON.stringify(parsed).length).toBeLessThan(10_000)
  })

  it('does not take errors of fields from answers that are about something else', () => {
    const parsed = parse(gocardless, 'refresh', answer(401, { hint: 'Look here' }))
    expect(failureOf(parsed.received).fieldErrors).toBeUndefined()
  })
})

describe('the clock of the service', () => {
  it('is told with every answer that has a Date, and kept with the tokens', () => {
    const headers = { date: new Date(arrivedAtMs + 120_000).toUTCString() }
    const parsed = parse(gocardless, 'obtain', answer(200, pair, headers))
    expect(parsed.clockSkewSeconds).toBe(120)
    expect(parsed.received).toMatchObject({
      ok: true,
      value: { access: { clockSkewSeconds: 120, arrivedAtMs }, refresh: { clockSkewSeconds: 120 } },
    })
    expect(parse(gocardless, 'obtain', answer(500, '', headers)).clockSkewSeconds).toBe(120)
  })
})
