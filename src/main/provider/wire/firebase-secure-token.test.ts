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
import {
  field,
  heldTokens,
  literal,
  refreshTokenEntry,
  secondsAt,
  oauthErrors,
  testService,
} from './test-service.fixture.ts'

describe('Firebase secure token', () => {
  const firebase = testService(
    [
      {
        id: 'refresh',
        path: '/v1/token',
        query: { key: field('key') },
        body: {
          encoding: 'form',
          entries: [{ name: 'grant_type', value: literal('refresh_token') }, refreshTokenEntry],
        },
        tokens: {
          id: { at: ['/id_token'], required: true, expiry: secondsAt('/expires_in') },
          refresh: { at: ['/refresh_token'], required: true },
        },
        errors: { ...oauthErrors, title: ['/error/message'], code: ['/error/code'] },
      },
    ],
    ['key'],
  )

  it('sends its key in the query, encoded and masked', () => {
    const request = valueOf(
      build(firebase, 'refresh', { secrets: { key: 'a&b c' }, tokens: heldTokens }),
    )
    expect(request.url).toBe('https://service.example/v1/token?key=a%26b+c')
    expect(request.parts[0]).toEqual({ place: 'query', name: 'key', value: { masked: true } })
  })

  it('reads an expiry that is a string, and nested errors', () => {
    const body = { id_token: 'i', refresh_token: 'r', expires_in: '3600' }
    expect(tokensOf(parse(firebase, 'refresh', answer(200, body)))['id']).toEqual([
      'i',
      arrivedAtSeconds + 3600,
    ])
    const error = { error: { code: 400, message: 'TOKEN_EXPIRED' } }
    expect(failureOf(parse(firebase, 'refresh', answer(400, error)).received)).toMatchObject({
      title: 'TOKEN_EXPIRED',
      code: '400',
    })
  })
})
