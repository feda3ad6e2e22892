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

const ixApi = template('ix-api')
const errorType = (name: string) => `https://errors.ix-api.net/v2/${name}.html`

describe('ix-api', () => {
  it.each([
    ['obtain', '/api/v2/auth/token', { api_key: 'key-1', api_secret: 'secret-1' }],
    ['refresh', '/api/v2/auth/refresh', { refresh_token: 'refresh-0' }],
  ])('%s posts JSON under the path of the exchange', (operation, path, body) => {
    const secrets = { api_key: 'key-1', api_secret: 'secret-1' }
    const tokens = held({ refresh: 'refresh-0' })
    const baseUrl = 'https://exchange.example/api/v2/'
    const request = valueOf(build(ixApi, operation, { baseUrl, secrets, tokens }))
    expect(request).toMatchObject({ method: 'POST', url: `https://exchange.example${path}` })
    expect(JSON.parse(request.body ?? '')).toEqual(body)
  })

  it('has no host of its own, and lengths of keys that are hints', () => {
    expect(ixApi.baseUrl.default).toBeUndefined()
    expect(ixApi.fields.map(({ usualLength }) => usualLength)).toEqual([16, 86])
    expect(build(ixApi, 'obtain', { secrets: { api_key: 'short', api_secret: 'short' } }).ok).toBe(
      true,
    )
  })

  it.each([
    ['obtain', 200],
    ['obtain', 201],
    ['refresh', 201],
    ['refresh', 202],
  ])('%s brings both tokens by %i, without expiries', (operation, status) => {
    const body = { access_token: 'a', refresh_token: 'r' }
    expect(tokensOf(parse(ixApi, operation, answer(status, body)))).toEqual({
      access: ['a', undefined],
      refresh: ['r', undefined],
    })
  })

  it('rotates the refresh token with every refresh', () => {
    expect(ixApi.operations.map(({ id, rotation }) => [id, rotation])).toEqual([
      ['obtain', 'never'],
      ['refresh', 'always'],
    ])
  })

  it.each(['obtain', 'refresh'])('%s without one of both has the wrong shape', (operation) => {
    const parsed = parse(ixApi, operation, answer(201, { access_token: 'a' }))
    expect(failureOf(parsed.received)).toMatchObject({
      kind: 'wrong-shape',
      detail: 'Found no refresh token at /refresh_token.',
    })
  })

  it.each([
    ['authentication-error', 401, 401],
    ['signature-expired', 401, undefined],
    ['not-authenticated', 401, 200],
  ])('fails with the problem %s: the HTTP status %i counts, not %s', (name, status, written) => {
    const body = {
      type: errorType(name),
      title: 'Authentication Credentials Invalid',
      status: written,
      detail: 'Why',
      instance: 'urn:request:1',
    }
    expect(failureOf(parse(ixApi, 'obtain', answer(status, body)).received)).toMatchObject({
      kind: 'http',
      status,
      title: 'Authentication Credentials Invalid',
      detail: 'Why',
      code: errorType(name),
      requestId: 'urn:request:1',
    })
  })

  it('fails even where a problem calls itself 200', () => {
    const body = {
      type: 'about:blank',
      title: 'No',
      status: 200,
      access_token: 'a',
      refresh_token: 'r',
    }
    expect(failureOf(parse(ixApi, 'obtain', answer(400, body)).received).status).toBe(400)
  })

  it.each([
    ['a string', 'This field may not be blank.', 'This field may not be blank.'],
    ['a list', ['One.', 'Two.'], 'One.; Two.'],
    ['an object', { code: 'blank', message: 'Empty.' }, 'code: blank; message: Empty.'],
    ['nested', { address: { city: ['Missing.'] } }, 'address: city: Missing.'],
  ])('names the properties that it refuses, with a reason that is %s', (_, reason, message) => {
    const body = {
      type: errorType('validation-error'),
      title: 'Some fields did not validate.',
      properties: [
        { name: 'api_key', reason },
        { name: 'api_secret', reason: 'Wrong.' },
      ],
    }
    const failure = failureOf(parse(ixApi, 'obtain', answer(400, body)).received)
    expect(failure.title).toBe('Some fields did not validate.')
    expect(failure.fieldErrors).toEqual([
      { field: 'api_key', message },
      { field: 'api_secret', message: 'Wrong.' },
    ])
  })
})
