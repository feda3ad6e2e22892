import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeySource } from '../../shared/verification-request.ts'
import { publicHalf } from './key.ts'
import { encrypt, keyFor, sign } from './key.fixture.ts'
import { inputOf, pasted, tools, verify, verifyAgreeing } from './verify.fixture.ts'
import { verifyToken } from './verify-token.ts'

const key = { ...publicHalf(keyFor('ES256')), kid: 'a' }
let server: Server
let base: string
let seen: string[]

beforeEach(async () => {
  seen = []
  server = createServer((request, response) => {
    const url = request.url ?? ''
    seen.push(url)
    const issuer = `${base}/a`
    if (url.endsWith('/.well-known/openid-configuration')) {
      response.end(JSON.stringify({ issuer, jwks_uri: `${base}/jwks` }))
    } else response.end(JSON.stringify({ keys: [key] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  server.close()
})

/** As the fixture's, with the paths that were asked for. */
async function agreeing(...asked: Parameters<typeof verifyAgreeing>) {
  const verification = await verifyAgreeing(...asked)
  return { ...verification, asked: verification.asked.map((url) => url.replace(base, '')) }
}

const signed = (claims: object, header = {}) =>
  sign('ES256', claims, keyFor('ES256'), { kid: 'a', ...header })

describe('verifyToken', () => {
  it('fetches a key set once that was agreed to', async () => {
    const { verdict, asked, signatures } = await agreeing(await signed({}), {
      from: 'jwks-url',
      url: `${base}/jwks`,
    })
    expect([verdict, asked]).toEqual(['valid', ['/jwks']])
    expect(signatures[0]?.key?.origin).toBe(`${base}/jwks`)
    expect(seen).toEqual(['/jwks'])
  })

  it('discovers the keys of an issuer and holds the token to that issuer', async () => {
    const source = { from: 'issuer', issuer: `${base}/a` } as const
    const right = await agreeing(await signed({ iss: `${base}/a` }), source)
    expect(right.verdict).toBe('valid')
    expect(right.asked).toEqual([
      '/a/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server/a',
      '/jwks',
    ])
    const other = await agreeing(await signed({ iss: 'https://other.example' }), source)
    expect([other.verdict, other.signatures[0]?.outcome]).toEqual(['invalid', 'valid'])
  })

  it('follows the issuer in the token only where the provider is configured there', async () => {
    const token = await signed({ iss: `${base}/a` })
    const source = { from: 'token', parameter: 'iss' } as const
    const refused = await agreeing(token, source)
    expect(refused).toMatchObject({
      verdict: 'cannot-check',
      failure: { title: 'This URL is not fetched' },
    })
    expect([refused.asked, seen]).toEqual([[], []])
    const { verdict } = await agreeing(token, source, { trustedOrigins: [base] })
    expect(verdict).toBe('valid')
  })

  it('asks for nothing where a provider is configured with its keys', async () => {
    const provider = () =>
      Promise.resolve({ source: { from: 'jwks-url', url: `${base}/jwks` } as const, origins: [] })
    const { verdict, asked } = await agreeing(
      await signed({}),
      { from: 'provider', id: 'x' },
      { other: { provider } },
    )
    expect([verdict, asked]).toEqual(['valid', []])
  })

  it.each([
    'eyJhbGciOiJub25lIn0.e30.',
    'eyJhbGciOiJFUzI1NiJ9.e30.',
    'eyJhbGciOiJFUzI1NksifQ.e30.AAAA',
    'word',
  ])('fetches nothing that could change nothing: %s', async (text) => {
    const { asked } = await agreeing(text, { from: 'jwks-url', url: `${base}/jwks` })
    expect([asked, seen]).toEqual([[], []])
  })

  it('says what it would fetch and fetches nothing', async () => {
    const token = await signed({ iss: 'https://id.example' }, { jku: 'https://10.0.0.7/jwks' })
    const fetches = async (keySource: KeySource) => {
      const answer = await verifyToken({ keySource }, inputOf(token), tools)
      return answer.state === 'ask' ? answer.fetches : answer.result.failure
    }
    expect(await fetches({ from: 'token', parameter: 'jku' })).toMatchObject({
      detail: 'The address 10.0.0.7 is private (10.0.0.0/8).',
    })
    expect(await fetches({ from: 'token', parameter: 'iss' })).toHaveLength(2)
    expect(await fetches({ from: 'jwks-url', url: `${base}/jwks` })).toEqual([
      { url: `${base}/jwks`, purpose: 'key-set', namedBy: 'user', refused: null },
    ])
    expect(await fetches(pasted(key))).toBeNull()
    expect(await fetches({ from: 'provider', id: 'x' })).toMatchObject({ kind: 'not-found' })
    expect(seen).toEqual([])
  })

  it('opens an encrypted token and verifies what is inside', async () => {
    const inner = await signed({ sub: 'someone' })
    const outerKey = keyFor('A128KW')
    const token = await encrypt('A128KW', 'A128GCM', inner, outerKey, { cty: 'JWT' })
    const decryptWith = pasted(outerKey)
    const right = await verify(token, pasted(key), { decryptWith })
    expect(right).toMatchObject({ verdict: 'valid', decryption: { outcome: 'decrypted' } })
    expect(
      (await verify(token, pasted(keyFor('ES256', 'a stranger')), { decryptWith })).verdict,
    ).toBe('invalid')
    expect((await verify(token, pasted(key))).verdict).toBe('cannot-check')
    expect(
      (await verify(token, pasted(key), { decryptWith: pasted(keyFor('A128KW', 'b')) })).verdict,
    ).toBe('cannot-check')
    const padded = await verify(`${token}==`, pasted(key), { decryptWith })
    expect(padded.verdict).toBe('matches-but-not-legal')
  })

  it.each([
    (jwt: string) => `${jwt}\n`,
    (jwt: string) => `${jwt} `,
    (jwt: string) => ` ${jwt}`,
    (jwt: string) => `${jwt}\u00a0`,
    (jwt: string) => `\ufeff${jwt}`,
  ])('takes what is inside to the letter: %s', async (around) => {
    const outerKey = keyFor('A128KW')
    const plaintext = around(await signed({ sub: 'someone' }))
    const token = await encrypt('A128KW', 'A128GCM', plaintext, outerKey, { cty: 'JWT' })
    const { verdict } = await verify(token, pasted(key), { decryptWith: pasted(outerKey) })
    expect(verdict).not.toBe('valid')
  })

  it('does not take a token among encrypted claims for a signed token', async () => {
    const outerKey = keyFor('A128KW')
    const token = await encrypt('A128KW', 'A128GCM', { token: await signed({}) }, outerKey)
    const { verdict, text, decryption } = await verify(token, pasted(key), {
      decryptWith: pasted(outerKey),
    })
    expect([verdict, decryption?.outcome]).toEqual(['cannot-check', 'decrypted'])
    expect(text).toContain('The content is not signed')
  })

  it('finds claims of the header that differ inside', async () => {
    const outerKey = keyFor('A128KW')
    const inner = await signed({ iss: 'a', sub: 'b' })
    const token = await encrypt('A128KW', 'A128GCM', inner, outerKey, { iss: 'a', sub: 'c' })
    const { verdict, text } = await verify(token, pasted(key), { decryptWith: pasted(outerKey) })
    expect([verdict, text]).toEqual([
      'invalid',
      'Signature valid, but the token is not. Header and content differ in sub.',
    ])
  })
})
