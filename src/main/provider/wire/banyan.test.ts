import { describe, expect, it } from 'vitest'
import {
  answer,
  build,
  failureOf,
  held,
  parse,
  template,
  tokensOf,
  valueOf,
} from '../provider.fixture.ts'

const banyan = template('banyan')
const tokens = held({ access: 'access-0', refresh: 'refresh-0' })

describe('banyan', () => {
  it.each([
    ['obtain', '/api/v1/refresh_token', 'Bearer credential-1'],
    ['refresh', '/api/v1/refresh_token', 'Bearer refresh-0'],
    ['generate-refresh-token', '/api/v2/refresh_token', 'Bearer access-0'],
  ])(
    '%s posts a bearer and no body, under the prefix of the base URL',
    (operation, path, authorization) => {
      const secrets = { credential: 'credential-1' }
      const baseUrl = 'https://org.console.example/api'
      const request = valueOf(build(banyan, operation, { baseUrl, secrets, tokens }))
      expect(request).toMatchObject({ method: 'POST', url: `https://org.console.example${path}` })
      expect(request.headers).toEqual({
        accept: 'application/json',
        'user-agent': 'Touchstone',
        authorization,
      })
      expect(request.body).toBeUndefined()
    },
  )

  it('has no host of its own', () => {
    expect(banyan.baseUrl.default).toBeUndefined()
  })

  it.each(['obtain', 'refresh'])('%s brings an access token without an expiry', (operation) => {
    const parsed = parse(banyan, operation, answer(200, { Message: 'a' }))
    expect(tokensOf(parsed)).toEqual({ access: ['a', undefined] })
  })

  it('generates a refresh token', () => {
    const body = {
      request_id: 'request-1',
      error_code: 0,
      error_description: '',
      data: { refresh_token: 'r' },
    }
    const parsed = parse(banyan, 'generate-refresh-token', answer(200, body))
    expect(tokensOf(parsed)).toEqual({ refresh: ['r', undefined] })
  })

  it.each([
    ['a message', 401, { Message: 'Token expired' }, { title: 'Token expired' }],
    [
      'code and error',
      403,
      { error_code: 4031, error: 'Forbidden for this role' },
      { title: 'Forbidden for this role', code: '4031' },
    ],
    ['no body', 400, '', { title: 'The service responded with 400 Bad Request' }],
    ['no body', 401, '', { title: 'The service responded with 401 Unauthorized' }],
    ['no body', 403, '', { title: 'The service responded with 403 Forbidden' }],
    ['no body', 500, '', { title: 'The service responded with 500 Internal Server Error' }],
  ])('v1 fails with %s (%i)', (_, status, body, expected) => {
    const failure = failureOf(parse(banyan, 'obtain', answer(status, body)).received)
    expect(failure).toMatchObject({ kind: 'http', status, ...expected })
  })

  it.each([401, 403])('v2 fails with %i in its envelope and says its conditions', (status) => {
    const body = {
      request_id: 'request-1',
      error_code: 1004,
      error_description: 'Login again',
      data: 0,
    }
    const failure = failureOf(
      parse(banyan, 'generate-refresh-token', answer(status, body)).received,
    )
    expect(failure).toMatchObject({
      kind: 'http',
      status,
      title: 'Login again',
      code: '1004',
      requestId: 'request-1',
    })
    expect(failure.nextStep).toMatch(
      /Log in to the console again.*LOCAL or SAML login.*organisation setting/,
    )
  })

  it.each([
    [
      'another code than 0',
      { request_id: 'request-1', error_code: 17, error_description: 'No', data: 0 },
    ],
    [
      'a code as a string',
      { request_id: 'request-1', error_code: '17', error_description: 'No', data: null },
    ],
    [
      'another code, whatever data holds',
      {
        request_id: 'request-1',
        error_code: 17,
        error_description: 'No',
        data: { refresh_token: 'r' },
      },
    ],
  ])('v2 is rejected by a 200 with %s', (_, body) => {
    const failure = failureOf(parse(banyan, 'generate-refresh-token', answer(200, body)).received)
    expect(failure).toMatchObject({
      kind: 'rejected',
      status: 200,
      title: 'No',
      code: '17',
      requestId: 'request-1',
    })
  })

  it.each([
    ['a number', 12],
    ['a list', []],
    ['nothing', null],
    ['an object without the token', { other: 1 }],
  ])('v2 has the wrong shape where data is %s', (_, data) => {
    const parsed = parse(banyan, 'generate-refresh-token', answer(200, { error_code: 0, data }))
    expect(failureOf(parsed.received)).toMatchObject({
      kind: 'wrong-shape',
      detail: 'Found no refresh token at /data/refresh_token.',
    })
  })

  it('v2 needs no code at all where the token is there', () => {
    const parsed = parse(
      banyan,
      'generate-refresh-token',
      answer(200, { data: { refresh_token: 'r' } }),
    )
    expect(tokensOf(parsed)).toEqual({ refresh: ['r', undefined] })
  })
})
