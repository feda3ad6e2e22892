import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ianaClaims } from './iana-claims.ts'
import { ianaAlgorithms } from './iana-algorithms.fixture.ts'
import { ianaHeaderParameters } from './iana-jose.ts'
import { registry, registryDates } from './lookup.ts'
import { vendors } from './vendor-claims.ts'

const entra = 'https://login.microsoftonline.com/9122040d-6c67-4c5b-b112-36a304b66dad/v2.0'
const okta = 'https://example.okta.com/oauth2/default'

describe('the registries', () => {
  it.each([
    ['exp', null, 'IANA', 'Expiration Time (not accepted on or after)'],
    ['exp', entra, 'IANA', 'Expiration Time (not accepted on or after)'],
    ['...', null, 'IANA', 'Digest of the Disclosure for an array element'],
    ['tid', entra, 'Entra ID', 'Tenant'],
    ['tid', 'https://sts.windows.net/9122040d/', 'Entra ID', 'Tenant'],
    ['uid', okta, 'Okta', 'User'],
    ['ver', okta, 'Okta', 'Token format'],
    ['ver', entra, 'Entra ID', 'Token format: 1.0 or 2.0'],
    ['cognito:groups', null, 'Cognito', 'Groups of the user'],
    ['realm_access', 'https://sso.example.com/realms/a', 'Keycloak', 'Roles in the realm'],
    ['realm_access', 'https://sso.example.com/', 'Keycloak', 'Roles in the realm'],
    ['permissions', 'https://example.eu.auth0.com/', 'Auth0', 'Permissions'],
    ['hd', 'https://accounts.google.com', 'Google', "Domain of the user's organization"],
    [
      'firebase',
      'https://securetoken.google.com/p',
      'Firebase',
      'Identities and how the user signed in',
    ],
    ['token_type', null, 'simplejwt', 'Kind of token: access, refresh or sliding'],
    ['uuid', null, 'GoCardless', 'Secret it was obtained with'],
    ['OrgID', 'https://console.example.com', 'Banyan', 'Organization'],
  ])('know %s from %s', (name, issuer, source, text) => {
    expect(registry.claim(name, issuer)).toMatchObject({ source, text })
  })

  it.each([
    ['tid', null],
    ['tid', 'https://issuer.example'],
    ['tid', 'https://evil.example/login.microsoftonline.com/'],
    ['hd', 'https://accounts.google.com.evil.example'],
    ['uid', 'https://example.okta.com.evil.example'],
    ['uuid', 'https://issuer.example'],
    ['!aio', null],
    ['EXP', null],
    ['', null],
    ['constructor', null],
  ])('give %j from %s no meaning', (name, issuer) => {
    expect(registry.claim(name, issuer)).toBeNull()
  })

  it.each([
    ['exp', 'time'],
    ['auth_time', 'time'],
    ['scope', 'scope'],
    ['aud', 'audience'],
    ['iss', undefined],
  ])('say how %s reads', (name, form) => {
    expect(registry.claim(name, null)?.form).toBe(form)
  })

  it('say where a name is defined', () => {
    expect(registry.claim('iss', null)?.reference).toBe('RFC 7519 §4.1.1')
    expect(registry.claim('authorization_details', null)?.reference).toBe('RFC 9396 §9.1')
    expect(registry.claim('realm_access', null)).not.toHaveProperty('reference')
  })

  it('know header parameters', () => {
    expect(registry.headerParameter('x5t#S256')).toEqual({
      text: 'X.509 Certificate SHA-256 Thumbprint',
      source: 'IANA',
      reference: 'RFC 7515 §4.1.8',
    })
    expect(registry.headerParameter('exp')).toBeNull()
  })

  it('hold every entry of their day', () => {
    expect(registryDates).toEqual({ claims: '2026-07-20', jose: '2026-05-22' })
    expect(ianaClaims.trim().split('\n')).toHaveLength(163)
    expect(ianaHeaderParameters.trim().split('\n')).toHaveLength(33)
    expect(ianaAlgorithms.trim().split('\n')).toHaveLength(53)
  })

  it('fit the window’s budget', () => {
    const all = [ianaClaims, ianaHeaderParameters, ianaAlgorithms]
    all.push(...vendors.map((vendor) => `${vendor.source}${String(vendor.issuer)}${vendor.claims}`))
    expect(gzipSync(all.join('\n'), { level: 9 }).byteLength).toBeLessThan(5500)
  })
})
