import { describe, expect, it } from 'vitest'
import { planKeySet, planMetadata, readMetadata } from './discovery.ts'
import { planFetch } from './fetch-plan.ts'

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

describe('planMetadata', () => {
  it.each([
    [
      'https://id.example',
      '/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server',
    ],
    [
      'https://id.example/',
      '/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server',
    ],
    [
      'https://id.example/realms/a',
      '/realms/a/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server/realms/a',
    ],
    [
      'https://id.example/realms/a/',
      '/realms/a/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server/realms/a',
    ],
  ])('asks %s at both places', (issuer, appended, inserted) =>
    expect(planMetadata(issuer, 'user', []).map(({ url, refused }) => [url, refused])).toEqual([
      [`https://id.example${appended}`, null],
      [`https://id.example${inserted}`, null],
    ]),
  )

  it.each(['https://id.example?a=b', 'https://id.example/#', 'id.example', 'ftp://id.example', ''])(
    'refuses the issuer "%s"',
    (issuer) => expect(planMetadata(issuer, 'user', [])[0]?.refused).not.toBeNull(),
  )

  it('reaches inside for a person, not for a token', () => {
    const refused = (namedBy: 'user' | 'token') =>
      planMetadata('https://10.0.0.7/realms/a', namedBy, []).map((plan) => plan.refused)
    expect(refused('user')).toEqual([null, null])
    expect(refused('token')).toEqual([expect.stringContaining('10.0.0.0/8'), expect.any(String)])
  })
})

describe('readMetadata', () => {
  const issuer = 'https://id.example'
  const jwks_uri = 'https://keys.example/jwks'

  it('gives the address of the keys', () =>
    expect(readMetadata(bytes({ issuer, jwks_uri, more: 1 }), issuer)).toEqual({
      ok: true,
      value: jwks_uri,
    }))

  it.each([`${issuer}/`, 'https://ID.example', 'https://other.example'])(
    'refuses the metadata of %s',
    (other) => {
      const read = readMetadata(bytes({ issuer: other, jwks_uri }), issuer)
      expect(!read.ok && read.failure.title).toContain('another issuer')
    },
  )

  it.each([{ issuer }, { jwks_uri }, { issuer, jwks_uri: 7 }, [], null, 'text'])(
    'refuses %j',
    (document) => expect(readMetadata(bytes(document), issuer).ok).toBe(false),
  )

  it('refuses what is no JSON', () =>
    expect(readMetadata(new Uint8Array([0xff, 0x7b]), issuer).ok).toBe(false))
})

describe('planKeySet', () => {
  const from = (url: string, namedBy: 'user' | 'token') => planFetch(url, 'metadata', namedBy)
  const refused = (address: string, metadata: ReturnType<typeof from>) =>
    planKeySet(address, metadata, []).refused

  it('follows a document elsewhere in public', () =>
    expect(
      planKeySet('https://keys.example/jwks', from('https://id.example/', 'token'), []),
    ).toMatchObject({
      namedBy: 'document',
      purpose: 'key-set',
      refused: null,
      reach: 'public',
    }))

  it('follows a document inside the network to its own origin only', () => {
    const inside = from('https://10.0.0.7/.well-known', 'user')
    expect(refused('https://10.0.0.7/jwks', inside)).toBeNull()
    expect(refused('https://10.0.0.8/jwks', inside)).not.toBeNull()
    expect(refused('https://10.0.0.7:8443/jwks', inside)).not.toBeNull()
    const here = from('http://127.0.0.1:8080/.well-known', 'user')
    expect(refused('http://127.0.0.1:8080/jwks', here)).toBeNull()
    expect(refused('http://127.0.0.1:8081/jwks', here)).not.toBeNull()
  })

  it('follows no document that a token named to its own private origin', () => {
    const plan = from('https://keys.example/', 'token')
    expect(planKeySet('https://keys.example/jwks', plan, []).reach).toBe('public')
    expect(refused('https://169.254.169.254/latest', plan)).not.toBeNull()
  })
})
