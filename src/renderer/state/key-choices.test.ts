import { describe, expect, it } from 'vitest'
import type { KeySource } from '../../shared/verification-request.ts'
import { signedJwt } from '../inspections.fixture.ts'
import { sampleSummary } from '../samples.fixture.ts'
import { encrypted } from '../view/verify/verification.fixture.ts'
import { demoBaseUrl } from './demo.ts'
import { keyChoices, keyRequestIn, likelyChoice } from './key-choices.ts'
import { isProviderSource, sourceWords } from './provider-key-source.ts'

const jwt = (header: string, claims = '{}') => signedJwt(header, claims)
const url = 'https://issuer.example/jwks'
const configured = sampleSummary('Bank', { provider: { keySource: { from: 'jwks-url', url } } })
const demo = sampleSummary('Demo', { provider: { baseUrl: demoBaseUrl } })
const own = `provider:${configured.provider.id}`

function formOf(values: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.set(name, value)
  return form
}

describe('the key sources of a token', () => {
  const usual = ['secret', 'pasted', 'jwks-url', 'issuer']
  it.each([
    ['names nothing', '{"alg":"RS256"}', '{}', []],
    ['names an address', '{"jku":"https://a"}', '{}', ['token:jku']],
    ['holds a key', '{"jwk":{"kty":"RSA"},"x5c":["MII"]}', '{}', ['token:jwk', 'token:x5c']],
    ['has an issuer', '{"x5u":"https://a"}', '{"iss":"me"}', ['token:x5u', 'token:iss']],
    ['has an address where none counts', '{}', '{"jku":"https://a"}', []],
  ])('where it %s', (_what, header, claims, named) => {
    const choices = keyChoices(jwt(header, claims), [sampleSummary('Bank')])
    expect(choices.map(({ value }) => value)).toEqual([...usual, ...named])
  })

  it('begin with what providers are configured with', () =>
    expect(keyChoices(jwt('{}'), [demo, configured])[0]).toEqual({
      value: own,
      label: 'Configured for Bank',
    }))

  it('are typed where it is to be opened: no such key is public', () =>
    expect(keyChoices(encrypted(), [configured]).map(({ value }) => value)).toEqual([
      'secret',
      'pasted',
    ]))
})

describe('the likely key source', () => {
  it.each([
    ['secret', '{"alg":"HS256"}', undefined],
    ['pasted', '{"alg":"RS256"}', undefined],
    ['pasted', '{"alg":"ES256","jku":"https://a"}', sampleSummary('Bank')],
    ['jwks-url', '{"alg":"RS256"}', demo],
    ['secret', '{"alg":"HS256"}', demo],
    [own, '{"alg":"HS256"}', configured],
  ])('is %s for %s', (value, header, summary) =>
    expect(likelyChoice(jwt(header), summary)).toBe(value),
  )
})

describe('what the form asks', () => {
  it.each<[Record<string, string>, KeySource | undefined]>([
    [
      { from: 'secret', key: ' s ', encoding: 'hex' },
      { from: 'secret', text: ' s ', encoding: 'hex' },
    ],
    [
      { from: 'secret', key: 's', encoding: 'rot13' },
      { from: 'secret', text: 's', encoding: 'text' },
    ],
    [
      { from: 'pasted', key: '{}' },
      { from: 'pasted', text: '{}' },
    ],
    [
      { from: 'jwks-url', key: ` ${url} ` },
      { from: 'jwks-url', url },
    ],
    [
      { from: 'issuer', key: 'https://a' },
      { from: 'issuer', issuer: 'https://a' },
    ],
    [{ from: 'token:x5u' }, { from: 'token', parameter: 'x5u' }],
    [{ from: 'provider:7' }, { from: 'provider', id: '7' }],
    [{ from: 'secret', key: '  ' }, undefined],
    [{ from: 'token:kid' }, undefined],
    [{}, undefined],
  ])('is in %o', (values, keySource) =>
    expect(keyRequestIn(formOf(values))?.keySource).toEqual(keySource),
  )

  it('says what is expected, and the payload that stands beside', () => {
    const form = { from: 'token:jwk', issuer: 'me', audience: '', type: 'at+jwt', payload: '' }
    expect(keyRequestIn(formOf(form))).toEqual({
      keySource: { from: 'token', parameter: 'jwk' },
      expected: { issuer: 'me', type: 'at+jwt' },
      detachedPayload: '',
    })
  })
})

it.each<[KeySource, boolean]>([
  [{ from: 'jwks-url', url }, true],
  [{ from: 'issuer', issuer: 'https://a' }, true],
  [{ from: 'pasted', text: '{}' }, true],
  [{ from: 'secret', text: 's', encoding: 'text' }, false],
  [{ from: 'token', parameter: 'jku' }, false],
  [{ from: 'provider', id: '7' }, false],
])('may %o be configured: %s', (source, may) => expect(isProviderSource(source)).toBe(may))

it.each([
  [{ from: 'jwks-url', url: demoBaseUrl }, 'the keys of the demo services'],
  [{ from: 'jwks-url', url }, `the keys at ${url}`],
  [{ from: 'issuer', issuer: 'https://a' }, 'the keys of https://a'],
  [{ from: 'pasted', text: '{}' }, 'the pasted key'],
] as const)('calls %o %s', (source, words) => expect(sourceWords(source)).toBe(words))
