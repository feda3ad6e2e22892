import { describe, expect, it } from 'vitest'
import { answer, arrivedAtSeconds, failureOf, parse, tokensOf } from '../provider.fixture.ts'
import { field, oauthErrors, testService } from './test-service.fixture.ts'

describe('dj-rest-auth', () => {
  const djRestAuth = testService(
    [
      {
        id: 'obtain',
        path: '/dj-rest-auth/login/',
        body: {
          encoding: 'json',
          entries: ['username', 'password'].map((name) => ({ at: `/${name}`, value: field(name) })),
        },
        tokens: {
          access: {
            at: ['/access'],
            required: true,
            expiry: { at: ['/access_expiration'], kind: 'iso-8601' },
          },
          refresh: {
            at: ['/refresh'],
            required: true,
            expiry: { at: ['/refresh_expiration'], kind: 'iso-8601' },
          },
        },
        errors: {
          ...oauthErrors,
          title: [],
          detail: ['/detail', '/non_field_errors'],
          code: [],
          fields: [{ style: 'map', at: '', except: ['detail', 'non_field_errors'] }],
        },
      },
    ],
    ['username', 'password'],
  )

  it('reads expiries in ISO 8601', () => {
    const body = {
      access: 'a',
      access_expiration: '2030-01-01T00:05:00.123456Z',
      refresh: 'r',
      refresh_expiration: '2030-01-02T02:00:00+02:00',
    }
    expect(tokensOf(parse(djRestAuth, 'obtain', answer(200, body)))).toEqual({
      access: ['a', arrivedAtSeconds + 300.123],
      refresh: ['r', arrivedAtSeconds + 86_400],
    })
  })

  it('reads errors that belong to no field', () => {
    const body = { non_field_errors: ['Unable to log in.'] }
    const failure = failureOf(parse(djRestAuth, 'obtain', answer(400, body)).received)
    expect(failure.detail).toBe('Unable to log in.')
    expect(failure.fieldErrors).toBeUndefined()
  })
})
