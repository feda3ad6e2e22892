import { describe, expect, it } from 'vitest'
import { type JsonObject, readJson } from '../../inspector/index.ts'
import type { Expected } from '../../shared/verification-request.ts'
import { checkClaims } from './claim-checks.ts'

const now = 2_000_000_000

const objectOf = (value: unknown): JsonObject | null => {
  const { root } = readJson(typeof value === 'string' ? value : JSON.stringify(value), { steps: 0 })
  return root?.kind === 'object' ? root : null
}

const outcomes = (
  claims: unknown,
  expected: Expected = {},
  skewSeconds?: number,
  header: unknown = {},
) =>
  Object.fromEntries(
    checkClaims(objectOf(claims), objectOf(header), expected, { nowSeconds: now, skewSeconds }).map(
      ({ what, outcome }) => [what, outcome],
    ),
  )

describe('checkClaims', () => {
  it.each<[string, number, Expected, number | undefined, string]>([
    ['exp', now + 1, {}, undefined, 'passed'],
    ['exp', now, {}, undefined, 'failed'],
    ['exp', now - 1, {}, undefined, 'failed'],
    ['exp', now + 0.5, {}, undefined, 'passed'],
    ['exp', now - 100, {}, -120, 'passed'],
    ['exp', now + 100, {}, 120, 'failed'],
    ['exp', now - 10, {}, -30, 'failed'],
    ['nbf', now, {}, undefined, 'passed'],
    ['nbf', now + 1, {}, undefined, 'failed'],
    ['nbf', now + 100, {}, 120, 'passed'],
    ['nbf', now + 5, {}, 5, 'passed'],
    ['nbf', now + 31, {}, 5, 'failed'],
    ['iat', now, {}, undefined, 'passed'],
    ['iat', now + 100, {}, undefined, 'not-checked'],
  ])('%s of %d with %j and a skew of %s is %s', (name, at, expected, skew, outcome) => {
    const what = { exp: 'expiry', nbf: 'not-before', iat: 'issued-at' }[name] ?? ''
    expect(outcomes({ [name]: at }, expected, skew)[what]).toBe(outcome)
  })

  it.each(['"2000000100"', 'true', 'null', '[2000000100]', '1e999', '{}'])(
    'takes the time %s for none',
    (value) => {
      expect(outcomes(`{"exp":${value},"nbf":${value},"iat":${value}}`)).toMatchObject({
        expiry: 'failed',
        'not-before': 'failed',
        'issued-at': 'failed',
      })
    },
  )

  it.each<[unknown, string | undefined, string]>([
    [{ iss: 'https://a' }, 'https://a', 'passed'],
    [{ iss: 'https://a/' }, 'https://a', 'failed'],
    [{ iss: 'https://A' }, 'https://a', 'failed'],
    [{ iss: ['https://a'] }, 'https://a', 'failed'],
    [{}, 'https://a', 'failed'],
    [{ iss: 'https://a' }, undefined, 'not-checked'],
    [{}, undefined, 'not-checked'],
  ])('issuer of %j where %s is expected: %s', (claims, issuer, outcome) => {
    expect(outcomes(claims, issuer === undefined ? {} : { issuer })['issuer']).toBe(outcome)
  })

  it.each<[unknown, string | undefined, string]>([
    [{ aud: 'a' }, 'a', 'passed'],
    [{ aud: ['b', 'a'] }, 'a', 'passed'],
    [{ aud: ['b'] }, 'a', 'failed'],
    [{ aud: [] }, 'a', 'failed'],
    [{ aud: { a: 1 } }, 'a', 'failed'],
    [{ aud: '*' }, 'a', 'failed'],
    [{}, 'a', 'failed'],
    [{ aud: 'a' }, undefined, 'not-checked'],
  ])('audience of %j where %s is expected: %s', (claims, audience, outcome) => {
    expect(outcomes(claims, audience === undefined ? {} : { audience })['audience']).toBe(outcome)
  })

  it.each<[unknown, string | undefined, string]>([
    [{ typ: 'at+jwt' }, 'at+jwt', 'passed'],
    [{ typ: 'application/AT+JWT' }, 'at+jwt', 'passed'],
    [{ typ: 'JWT' }, 'at+jwt', 'failed'],
    [{}, 'JWT', 'failed'],
    [{ typ: 'JWT' }, undefined, 'not-checked'],
  ])('type of %j where %s is expected: %s', (header, type, outcome) => {
    expect(outcomes({}, type === undefined ? {} : { type }, undefined, header)['type']).toBe(
      outcome,
    )
  })

  it('fails what is expected where there are no claims, and says what else nobody checked', () => {
    expect(outcomes('"text"', { issuer: 'a', audience: 'b' })).toEqual({
      expiry: 'not-checked',
      'not-before': 'not-checked',
      'issued-at': 'not-checked',
      issuer: 'failed',
      audience: 'failed',
      type: 'not-checked',
      revocation: 'not-checked',
    })
  })

  it('cuts what it quotes', () => {
    const [, , , issuer] = checkClaims(
      objectOf({ iss: 'x'.repeat(100_000) }),
      null,
      {},
      { nowSeconds: now },
    )
    expect(issuer?.text.length).toBeLessThan(200)
  })
})
