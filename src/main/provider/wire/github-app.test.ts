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
import { field, oauthErrors, testService } from './test-service.fixture.ts'

describe('GitHub App installation', () => {
  const github = testService(
    [
      {
        id: 'obtain',
        path: '/access_tokens',
        authorization: { scheme: 'bearer', token: field('app_jwt') },
        body: { encoding: 'none' },
        accept: [201],
        tokens: {
          access: {
            at: ['/token'],
            required: true,
            expiry: { at: ['/expires_at'], kind: 'iso-8601' },
          },
        },
        errors: { ...oauthErrors, title: ['/message'], code: [] },
      },
    ],
    ['app_jwt'],
  )
  const baseUrl = 'https://api.github.com/app/installations/1'

  it('sends the JWT of the app; the installation is a part of the base URL', () => {
    const request = valueOf(build(github, 'obtain', { baseUrl, secrets: { app_jwt: 'a.b.c' } }))
    expect(request.url).toBe('https://api.github.com/app/installations/1/access_tokens')
    expect(request.headers['authorization']).toBe('Bearer a.b.c')
  })

  it('accepts 201 alone', () => {
    const body = { token: 'a', expires_at: '2030-01-01T01:00:00Z' }
    expect(tokensOf(parse(github, 'obtain', answer(201, body)))).toEqual({
      access: ['a', arrivedAtSeconds + 3600],
    })
    expect(failureOf(parse(github, 'obtain', answer(200, body)).received)).toMatchObject({
      kind: 'http',
      status: 200,
    })
  })
})
