import { describe, expect, it } from 'vitest'
import { type NamedBy, planFetch } from './fetch-plan.ts'

const plan = (url: string, namedBy: NamedBy, trusted: string[] = []) =>
  planFetch(url, 'key-set', namedBy, trusted)

describe('planFetch', () => {
  it.each<[string, NamedBy, string[], string]>([
    ['https://keys.example/jwks', 'user', [], 'any'],
    ['https://10.0.0.7/jwks', 'user', [], 'any'],
    ['https://10.0.0.7/jwks', 'provider', [], 'any'],
    ['http://127.0.0.1:8080/jwks', 'user', [], 'loopback'],
    ['http://localhost:8080/jwks', 'provider', [], 'loopback'],
    ['http://[::1]:8080/jwks', 'user', [], 'loopback'],
    ['https://keys.example/jwks', 'token', [], 'public'],
    ['https://keys.example/jwks', 'document', [], 'public'],
    ['https://10.0.0.7/jwks', 'token', ['https://10.0.0.7'], 'any'],
    ['http://127.0.0.1:8080/jwks', 'token', ['http://127.0.0.1:8080'], 'loopback'],
    ['http://127.0.0.1:8080/jwks', 'document', ['http://127.0.0.1:8080'], 'loopback'],
  ])('allows %s named by the %s beside %j', (url, namedBy, trusted, reach) =>
    expect(plan(url, namedBy, trusted)).toMatchObject({ url, refused: null, reach }),
  )

  it.each<[string, NamedBy, string[]]>([
    ['http://keys.example/jwks', 'user', []],
    ['http://10.0.0.7/jwks', 'user', []],
    ['http://keys.example/jwks', 'token', []],
    ['http://127.0.0.1/jwks', 'token', []],
    ['https://127.0.0.1/jwks', 'token', []],
    ['https://127.0.0.1:8443/jwks', 'token', ['https://127.0.0.1:9443']],
    ['https://10.0.0.7/jwks', 'token', ['https://10.0.0.8']],
    ['http://keys.example/jwks', 'token', ['http://keys.example']],
    ['https://localhost/jwks', 'document', []],
    ['https://user@keys.example/', 'user', []],
    ['https://:password@keys.example/', 'token', []],
    ['file:///etc/passwd', 'user', []],
    ['ftp://keys.example/', 'token', []],
    ['data:application/json,{}', 'token', []],
    ['javascript:alert(1)', 'user', []],
    ['jwks.json', 'user', []],
    ['//keys.example/jwks', 'token', []],
    ['', 'token', []],
    [`https://keys.example/${'a'.repeat(2000)}`, 'token', []],
  ])('refuses %s named by the %s beside %j', (url, namedBy, trusted) =>
    expect(plan(url, namedBy, trusted).refused).not.toBeNull(),
  )

  it('shows the address as it will be fetched, without its fragment', () => {
    expect(plan('HTTPS://Keys.Example:443/a/../jwks?x=1#y', 'user').url).toBe(
      'https://keys.example/jwks?x=1',
    )
  })
})
