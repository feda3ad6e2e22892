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
import { field, literal, oauthTokens, testService } from './test-service.fixture.ts'

describe('OAuth 2.0 client credentials (RFC 6749)', () => {
  const entries = [{ name: 'grant_type', value: literal('client_credentials') }]
  const oauth = testService(
    [
      {
        id: 'obtain',
        path: '/token',
        authorization: {
          scheme: 'basic',
          username: field('client_id'),
          password: field('client_secret'),
          formEncoded: true,
        },
        body: { encoding: 'form', entries },
        tokens: oauthTokens,
      },
      {
        id: 'in-the-body',
        path: '/token',
        body: {
          encoding: 'form',
          entries: [
            ...entries,
            { name: 'client_id', value: field('client_id') },
            { name: 'client_secret', value: field('client_secret') },
          ],
        },
        tokens: oauthTokens,
      },
    ],
    ['client_id', 'client_secret'],
  )
  const secrets = { client_id: 'id:1 ü', client_secret: 'a+b&c=d%' }

  it('sends the client by Basic, each half form-encoded', () => {
    const { headers, body } = valueOf(build(oauth, 'obtain', { secrets }))
    const credentials = Buffer.from(headers['authorization']?.slice(6) ?? '', 'base64').toString()
    expect(credentials).toBe('id%3A1+%C3%BC:a%2Bb%26c%3Dd%25')
    expect(body).toBe('grant_type=client_credentials')
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
  })

  it('sends the client in the body', () => {
    const { body } = valueOf(build(oauth, 'in-the-body', { secrets }))
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: 'client_credentials',
      ...secrets,
    })
  })

  it('reads access, refresh and ID token', () => {
    const body = { access_token: 'a', refresh_token: 'r', id_token: 'i', expires_in: 3600 }
    expect(tokensOf(parse(oauth, 'obtain', answer(200, body)))).toEqual({
      access: ['a', arrivedAtSeconds + 3600],
      refresh: ['r', undefined],
      id: ['i', undefined],
    })
  })

  it('reads its errors', () => {
    const body = { error: 'invalid_client', error_description: 'Unknown client' }
    expect(failureOf(parse(oauth, 'obtain', answer(401, body)).received)).toMatchObject({
      title: 'invalid_client',
      detail: 'Unknown client',
      code: 'invalid_client',
    })
  })
})
