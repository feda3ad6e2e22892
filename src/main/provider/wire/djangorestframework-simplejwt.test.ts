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

const simplejwt = template('djangorestframework-simplejwt')

describe('djangorestframework-simplejwt', () => {
  it.each([
    ['obtain', '/api/token/', { username: 'ada', password: 'word' }],
    ['refresh', '/api/token/refresh/', { refresh: 'refresh-0' }],
  ])('%s posts JSON to a path that ends in a slash', (operation, path, body) => {
    const given = { fields: { username: 'ada' }, secrets: { password: 'word' } }
    const tokens = held({ refresh: 'refresh-0' })
    const request = valueOf(build(simplejwt, operation, { ...given, tokens }))
    expect(request).toMatchObject({ method: 'POST', url: `https://service.example${path}` })
    expect(JSON.parse(request.body ?? '')).toEqual(body)
  })

  it('brings a pair without expiries', () => {
    const parsed = parse(simplejwt, 'obtain', answer(200, { access: 'a', refresh: 'r' }))
    expect(tokensOf(parsed)).toEqual({ access: ['a', undefined], refresh: ['r', undefined] })
  })

  it.each([
    [{ access: 'a' }, { access: ['a', undefined] }],
    [
      { access: 'a', refresh: 'r' },
      { access: ['a', undefined], refresh: ['r', undefined] },
    ],
  ])('refreshes with %j: rotation is the choice of the service', (body, expected) => {
    expect(tokensOf(parse(simplejwt, 'refresh', answer(200, body)))).toEqual(expected)
    expect(simplejwt.operations[1]?.rotation).toBe('if-present')
  })

  it('fails with a wrong password, where there is a detail alone', () => {
    const body = { detail: 'No active account found with the given credentials' }
    expect(failureOf(parse(simplejwt, 'obtain', answer(401, body)).received)).toEqual({
      kind: 'http',
      status: 401,
      title: 'The service responded with 401 Unauthorized',
      detail: 'No active account found with the given credentials',
      nextStep: 'Check the user name and password, and whether the account is active.',
    })
  })

  it('fails with a bad refresh token, which has a code', () => {
    const body = { detail: 'Token is invalid or expired', code: 'token_not_valid' }
    expect(failureOf(parse(simplejwt, 'refresh', answer(401, body)).received)).toMatchObject({
      detail: 'Token is invalid or expired',
      code: 'token_not_valid',
      nextStep:
        'The refresh token has expired, was used before or was revoked. Click Obtain to get new tokens.',
    })
  })

  it('names the fields that it refuses', () => {
    const body = { username: ['This field is required.'] }
    expect(failureOf(parse(simplejwt, 'obtain', answer(400, body)).received)).toMatchObject({
      title: 'The service rejected username',
      fieldErrors: [{ field: 'username', message: 'This field is required.' }],
    })
  })

  it('keeps the user name in clear and the password in the vault', () => {
    expect(simplejwt.fields.map(({ name, secret }) => [name, secret])).toEqual([
      ['username', false],
      ['password', true],
    ])
  })
})
