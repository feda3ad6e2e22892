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
import { field, literal, secondsAt, oauthErrors, testService } from './test-service.fixture.ts'

describe('AWS Cognito InitiateAuth', () => {
  const cognito = testService(
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
            expiry: secondsAt('/AuthenticationResult/ExpiresIn'),
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
