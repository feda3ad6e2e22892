import { describe, expect, it } from 'vitest'
import {
  answer,
  arrivedAtSeconds,
  build,
  failureOf,
  parse,
  tokensOf,
  valueOf,
} from '../provider.fixture.ts'
import { field, heldTokens, literal, oauthErrors, testService } from './test-service.fixture.ts'

describe('Supabase Auth', () => {
  const supabase = testService(
    [
      {
        id: 'refresh',
        path: '/auth/v1/token',
        query: { grant_type: literal('refresh_token') },
        headers: { apikey: field('apikey') },
        body: {
          encoding: 'json',
          entries: [{ at: '/refresh_token', value: { token: 'refresh' } }],
        },
        tokens: {
          access: {
            at: ['/access_token'],
            required: true,
            expiry: { at: ['/expires_at'], kind: 'epoch-seconds' },
          },
          refresh: { at: ['/refresh_token'], required: true },
        },
        rotation: 'always',
        errors: {
          ...oauthErrors,
          title: ['/msg', '/message', '/error'],
          code: ['/error_code', '/code', '/error'],
        },
      },
    ],
    ['apikey'],
  )

  it('sends a query, a header and a body', () => {
    const request = valueOf(
      build(supabase, 'refresh', { secrets: { apikey: 'key-1' }, tokens: heldTokens }),
    )
    expect(request.url).toBe('https://service.example/auth/v1/token?grant_type=refresh_token')
    expect(request.headers['apikey']).toBe('key-1')
    expect(request.body).toBe('{"refresh_token":"refresh-0"}')
    expect(request.parts).toEqual([
      { place: 'query', name: 'grant_type', value: { text: 'refresh_token' } },
      { place: 'header', name: 'apikey', value: { masked: true } },
      { place: 'body', name: 'refresh_token', value: { masked: true } },
    ])
  })

  it('reads an expiry in epoch seconds', () => {
    const body = { access_token: 'a', refresh_token: 'r', expires_at: arrivedAtSeconds + 3600 }
    expect(tokensOf(parse(supabase, 'refresh', answer(200, body)))['access']).toEqual([
      'a',
      arrivedAtSeconds + 3600,
    ])
  })

  it('takes such an expiry by the clock of the service', () => {
    const body = { access_token: 'a', refresh_token: 'r', expires_at: arrivedAtSeconds + 3600 }
    const ahead = { date: new Date((arrivedAtSeconds + 600) * 1000).toUTCString() }
    const parsed = parse(supabase, 'refresh', answer(200, body, ahead))
    expect(parsed.clockSkewSeconds).toBe(600)
    expect(tokensOf(parsed)['access']).toEqual(['a', arrivedAtSeconds + 3600 - 600])
  })

  it.each([
    [
      { error_code: 'refresh_token_not_found', msg: 'Invalid' },
      'Invalid',
      'refresh_token_not_found',
    ],
    [{ code: 'bad_json', message: 'Bad' }, 'Bad', 'bad_json'],
    [{ error: 'invalid_grant', error_description: 'Used' }, 'invalid_grant', 'invalid_grant'],
  ])('reads the error %j', (body, title, code) => {
    expect(failureOf(parse(supabase, 'refresh', answer(400, body)).received)).toMatchObject({
      title,
      code,
    })
  })
})
