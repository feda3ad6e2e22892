import { describe, expect, it } from 'vitest'
import { type ProviderTemplate, providerTemplate } from '../../../shared/template.ts'
import {
  answer,
  arrivedAtSeconds,
  build,
  failureOf,
  held,
  parse,
  tokensOf,
  valueOf,
} from '../provider.fixture.ts'

/** Services that are no template of the product prove that a template can say them. */
const service = (operations: object[], fields: string[]): ProviderTemplate =>
  providerTemplate.parse({
    id: 'test',
    name: 'Test',
    description: 'Only for tests.',
    baseUrl: {},
    fields: fields.map((name) => ({ name, label: name, secret: true, required: true })),
    operations: operations.map((operation) => ({
      label: 'Test',
      method: 'POST',
      accept: '2xx',
      rotation: 'if-present',
      errors: oauthErrors,
      ...operation,
    })),
    lacks: {},
  })

const oauthErrors = {
  title: ['/error'],
  detail: ['/error_description'],
  code: ['/error'],
  requestId: [],
  fields: [],
}
const field = (name: string) => ({ field: name })
const literal = (text: string) => ({ literal: text })
const seconds = (at: string) => ({ at: [at], kind: 'seconds-from-now' })
const refreshToken = { name: 'refresh_token', value: { token: 'refresh' } }
const tokens = held({ access: 'access-0', refresh: 'refresh-0' })

describe('dj-rest-auth', () => {
  const djRestAuth = service(
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

describe('OAuth 2.0 client credentials (RFC 6749)', () => {
  const entries = [{ name: 'grant_type', value: literal('client_credentials') }]
  const oauthTokens = {
    access: { at: ['/access_token'], required: true, expiry: seconds('/expires_in') },
    refresh: { at: ['/refresh_token'], required: false },
    id: { at: ['/id_token'], required: false },
  }
  const oauth = service(
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

describe('Keycloak', () => {
  const keycloak = service(
    [
      {
        id: 'refresh',
        path: '/token',
        body: {
          encoding: 'form',
          entries: [{ name: 'grant_type', value: literal('refresh_token') }, refreshToken],
        },
        tokens: {
          access: { at: ['/access_token'], required: true, expiry: seconds('/expires_in') },
          refresh: {
            at: ['/refresh_token'],
            required: false,
            expiry: { ...seconds('/refresh_expires_in'), never: 0 },
          },
        },
      },
    ],
    [],
  )

  it('sends the stored refresh token in a form', () => {
    const { body, parts } = valueOf(build(keycloak, 'refresh', { tokens }))
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

describe('Supabase Auth', () => {
  const supabase = service(
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
    const request = valueOf(build(supabase, 'refresh', { secrets: { apikey: 'key-1' }, tokens }))
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

describe('Firebase secure token', () => {
  const firebase = service(
    [
      {
        id: 'refresh',
        path: '/v1/token',
        query: { key: field('key') },
        body: {
          encoding: 'form',
          entries: [{ name: 'grant_type', value: literal('refresh_token') }, refreshToken],
        },
        tokens: {
          id: { at: ['/id_token'], required: true, expiry: seconds('/expires_in') },
          refresh: { at: ['/refresh_token'], required: true },
        },
        errors: { ...oauthErrors, title: ['/error/message'], code: ['/error/code'] },
      },
    ],
    ['key'],
  )

  it('sends its key in the query, encoded and masked', () => {
    const request = valueOf(build(firebase, 'refresh', { secrets: { key: 'a&b c' }, tokens }))
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

describe('AWS Cognito InitiateAuth', () => {
  const cognito = service(
    [
      {
        id: 'obtain',
        path: '/',
        headers: { 'X-Amz-Target': literal('AWSCognitoIdentityProviderService.InitiateAuth') },
        body: {
          encoding: 'json',
          contentType: 'application/x-amz-json-1.1',
          entries: [
            { at: '/AuthFlow', value: literal('USER_PASSWORD_AUTH') },
            { at: '/AuthParameters/USERNAME', value: field('username') },
            { at: '/AuthParameters/PASSWORD', value: field('password') },
          ],
        },
        success: { at: '/ChallengeName', equals: '' },
        tokens: {
          access: {
            at: ['/AuthenticationResult/AccessToken'],
            required: true,
            expiry: seconds('/AuthenticationResult/ExpiresIn'),
          },
        },
        errors: { ...oauthErrors, title: ['/message'], code: ['/__type', '/ChallengeName'] },
      },
    ],
    ['username', 'password'],
  )

  it('sends a nested body of its own content type', () => {
    const secrets = { username: 'ada', password: 'word' }
    const { headers, body } = valueOf(build(cognito, 'obtain', { secrets }))
    expect(headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    })
    expect(JSON.parse(body ?? '')).toEqual({
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ada', PASSWORD: 'word' },
    })
  })

  it('reads nested tokens', () => {
    const body = { AuthenticationResult: { AccessToken: 'a', ExpiresIn: 300 } }
    expect(tokensOf(parse(cognito, 'obtain', answer(200, body)))).toEqual({
      access: ['a', arrivedAtSeconds + 300],
    })
  })

  it('is rejected by a challenge', () => {
    const body = { ChallengeName: 'SMS_MFA', Session: 'session-1' }
    const failure = failureOf(parse(cognito, 'obtain', answer(200, body)).received)
    expect(failure).toMatchObject({ kind: 'rejected', code: 'SMS_MFA' })
    expect(JSON.stringify(failure)).not.toContain('session-1')
  })
})

describe('GitHub App installation', () => {
  const github = service(
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
