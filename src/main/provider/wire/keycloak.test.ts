import { describe, expect, it } from 'vitest'
import { answer, arrivedAtSeconds, build, parse, tokensOf, valueOf } from '../provider.fixture.ts'
import {
  heldTokens,
  literal,
  refreshTokenEntry,
  secondsAt,
  testService,
} from './test-service.fixture.ts'

describe('Keycloak', () => {
  const keycloak = testService(
    [
      {
        id: 'refresh',
        path: '/token',
        body: {
          encoding: 'form',
          entries: [{ name: 'grant_type', value: literal('refresh_token') }, refreshTokenEntry],
        },
        tokens: {
          access: { at: ['/access_token'], required: true, expiry: secondsAt('/expires_in') },
          refresh: {
            at: ['/refresh_token'],
            required: false,
            expiry: { ...secondsAt('/refresh_expires_in'), never: 0 },
          },
        },
      },
    ],
    [],
  )

  it('sends the stored refresh token in a form', () => {
    const { body, parts } = valueOf(build(keycloak, 'refresh', { tokens: heldTokens }))
    expect(body).toBe('grant_type=refresh_token&refresh_token=refresh-0')
    expect(parts).toEqual([
      { place: 'body', name: 'grant_type', value: { text: 'refresh_token' } },
      { place: 'body', name: 'refresh_token', value: { masked: true } },
    ])
  })

  it.each([
    [0, 'never'],
    ['0', 'never'],
    [1800, arrivedAtSeconds + 1800],
  ])('reads refresh_expires_in %j as %s', (refreshExpiresIn, expected) => {
    const body = {
      access_token: 'a',
      expires_in: 60,
      refresh_token: 'r',
      refresh_expires_in: refreshExpiresIn,
    }
    expect(tokensOf(parse(keycloak, 'refresh', answer(200, body)))['refresh']).toEqual([
      'r',
      expected,
    ])
  })
})
