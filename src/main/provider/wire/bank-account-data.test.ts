import { describe, expect, it } from 'vitest'
import {
  answer,
  arrivedAtMs,
  arrivedAtSeconds,
  build,
  failureOf,
  held,
  parse,
  template,
  tokensOf,
  valueOf,
} from '../provider.fixture.ts'

/** GoCardless Bank Account Data, and Nordigen, which is the same under its former host. */
describe.each([
  ['gocardless-bank-account-data', 'https://bankaccountdata.gocardless.com', 'GOCARDLESS'],
  ['nordigen', 'https://ob.nordigen.com', 'NORDIGEN'],
])('%s', (id, baseUrl, prefix) => {
  const service = template(id)
  const secrets = { secret_id: 'id-1', secret_key: 'key-1' }

  it('is at its documented host', () => {
    expect(service.baseUrl.default).toBe(baseUrl)
  })

  it('knows the names under which snippets hold its secrets', () => {
    const aliases = service.fields.flatMap((field) => field.aliases)
    expect(aliases).toEqual([`${prefix}_SECRET_ID`, `${prefix}_SECRET_KEY`])
  })

  it.each([
    ['obtain', '/api/v2/token/new/', { secret_id: 'id-1', secret_key: 'key-1' }],
    ['refresh', '/api/v2/token/refresh/', { refresh: 'refresh-0' }],
  ])(
    '%s posts JSON to a path that ends in a slash, without authorization',
    (operation, path, body) => {
      const tokens = held({ access: 'access-0', refresh: 'refresh-0' })
      const request = valueOf(build(service, operation, { baseUrl, secrets, tokens }))
      expect(request).toMatchObject({ method: 'POST', url: baseUrl + path })
      expect(JSON.parse(request.body ?? '')).toEqual(body)
      expect(request.headers).toEqual({
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'Touchstone',
      })
    },
  )

  it('brings a pair whose expiries count from its arrival', () => {
    const body = { access: 'a', access_expires: 86_400, refresh: 'r', refresh_expires: 2_592_000 }
    expect(tokensOf(parse(service, 'obtain', answer(200, body)))).toEqual({
      access: ['a', arrivedAtSeconds + 86_400],
      refresh: ['r', arrivedAtSeconds + 2_592_000],
    })
  })

  it('reads expiries that are sent as strings, and goes without those that cannot be read', () => {
    const body = { access: 'a', access_expires: '86400', refresh: 'r', refresh_expires: 'soon' }
    expect(tokensOf(parse(service, 'obtain', answer(200, body)))).toEqual({
      access: ['a', arrivedAtSeconds + 86_400],
      refresh: ['r', undefined],
    })
  })

  it('refreshes the access token alone: the refresh token is not rotated', () => {
    const body = { access: 'a', access_expires: 86_400 }
    const parsed = parse(service, 'refresh', answer(200, body))
    expect(tokensOf(parsed)).toEqual({ access: ['a', arrivedAtSeconds + 86_400] })
    expect(service.operations.map(({ rotation }) => rotation)).toEqual(['never', 'never'])
  })

  it('says what its tokens lack by nature', () => {
    expect(service.lacks).toEqual({
      access: ['iat', 'iss', 'sub', 'aud'],
      refresh: ['iat', 'iss', 'sub', 'aud'],
    })
  })

  const failures: [
    what: string,
    operation: string,
    status: number,
    body: unknown,
    expected: object,
  ][] = [
    [
      'wrong secrets',
      'obtain',
      401,
      {
        summary: 'Authentication failed',
        detail: 'No active account found with the given credentials',
        status_code: 401,
        type: 'AuthenticationFailed',
      },
      {
        title: 'Authentication failed',
        detail: 'No active account found with the given credentials',
        code: 'AuthenticationFailed',
        nextStep:
          'The secret ID or key is wrong, or the secret was deleted. Copy both again from the dashboard.',
      },
    ],
    [
      'a bad or expired refresh token',
      'refresh',
      401,
      { summary: 'Invalid token', detail: 'Token is invalid or expired', status_code: 401 },
      {
        title: 'Invalid token',
        detail: 'Token is invalid or expired',
        nextStep: 'The refresh token has expired or was revoked. Click Obtain to get new tokens.',
      },
    ],
    [
      'an address that is not on the allow list',
      'obtain',
      403,
      {
        summary: 'IP address access denied',
        detail: "Your IP 192.0.2.1 isn't whitelisted to perform this action",
        status_code: 403,
      },
      {
        title: 'IP address access denied',
        detail: "Your IP 192.0.2.1 isn't whitelisted to perform this action",
      },
    ],
    [
      'too many calls',
      'obtain',
      429,
      {
        summary: 'Rate limit exceeded',
        detail: 'The rate limit for this resource is 100/hour. Please try again in 30 seconds',
        status_code: 429,
      },
      {
        title: 'Rate limit exceeded',
        detail: 'The rate limit for this resource is 100/hour. Please try again in 30 seconds',
        nextStep: 'Wait until the limit resets, then try again.',
      },
    ],
    [
      'arrays in summary and detail',
      'obtain',
      401,
      { summary: ['Authentication failed', 'twice'], detail: ['one', 'two'], status_code: 401 },
      { title: 'Authentication failed; twice', detail: 'one; two' },
    ],
    [
      'a page of a proxy',
      'obtain',
      502,
      '<html><body>Bad Gateway</body></html>',
      {
        title: 'The service responded with 502 Bad Gateway',
        detail: 'The response is an HTML page, probably from a proxy, gateway or login page.',
        nextStep: 'The service failed. Try again later.',
      },
    ],
    [
      'an error without a body',
      'refresh',
      500,
      '',
      {
        title: 'The service responded with 500 Internal Server Error',
        detail: 'The response is empty.',
      },
    ],
  ]

  it.each(failures)('fails with %s', (_, operation, status, body, expected) => {
    const failure = failureOf(parse(service, operation, answer(status, body)).received)
    expect(failure).toMatchObject({ kind: 'http', status, ...expected })
    expect(failure.fieldErrors).toBeUndefined()
  })

  it('names the fields that it refuses: a 400 has neither summary nor detail', () => {
    const blank = 'This field may not be blank.'
    const body = { secret_id: [blank], secret_key: [blank, 'Too short.'], status_code: 400 }
    expect(failureOf(parse(service, 'obtain', answer(400, body)).received)).toEqual({
      kind: 'http',
      status: 400,
      title: 'The service rejected 2 fields',
      fieldErrors: [
        { field: 'secret_id', message: blank },
        { field: 'secret_key', message: `${blank}; Too short.` },
      ],
      nextStep: 'Correct the values the service names, then try again.',
    })
  })

  it('waits as long as its rate limit says', () => {
    const headers = {
      http_x_ratelimit_limit: '100',
      http_x_ratelimit_remaining: '0',
      http_x_ratelimit_reset: '1800',
    }
    const parsed = parse(
      service,
      'obtain',
      answer(429, { summary: 'Rate limit exceeded' }, headers),
    )
    expect(parsed.rateLimits).toEqual([
      { limit: 100, remaining: 0, resetsAtMs: arrivedAtMs + 1_800_000 },
    ])
    expect(failureOf(parsed.received).retryAfterSeconds).toBe(1800)
  })
})
