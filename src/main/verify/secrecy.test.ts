import { describe, expect, it } from 'vitest'
import type { KeySource } from '../../shared/verification-request.ts'
import { encrypt, keyFor, sign } from './key.fixture.ts'
import { decrypt, pasted, secret, verify } from './verify.fixture.ts'

/** Every run of 12 characters that a text has and a result must not. */
function leaks(result: unknown, ...secrets: string[]): string[] {
  const text = JSON.stringify(result)
  return secrets.filter((value) => {
    for (let at = 0; at + 12 <= value.length; at++) {
      if (text.includes(value.slice(at, at + 12))) return true
    }
    return false
  })
}

const signatureOf = (token: string) => token.split('.')[2] ?? ''
const privateParts = (jwk: object) =>
  Object.entries(jwk).flatMap(([name, value]) =>
    ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'priv'].includes(name) ? [String(value)] : [],
  )

describe('results', () => {
  it.each(['HS256', 'RS256', 'ES256', 'EdDSA', 'ML-DSA-44'])(
    'hold no key and no signature: %s',
    async (alg) => {
      const key = keyFor(alg)
      const stranger = keyFor(alg, 'a stranger')
      const token = await sign(alg, { sub: 'someone' })
      for (const used of [key, stranger, { ...key, use: 'enc' }, keyFor('A128KW')]) {
        const result = await verify(token, pasted(used))
        const secrets = [...privateParts(used), signatureOf(token), token]
        expect(leaks(result, ...secrets)).toEqual([])
      }
    },
  )

  it.each<[string, KeySource]>([
    ['a secret', secret('SENTINEL-secret-0123456789')],
    [
      'a secret in a wrong encoding',
      { from: 'secret', text: 'SENTINEL-secret-!!!', encoding: 'hex' },
    ],
    [
      'a key offered as a secret',
      secret(JSON.stringify({ ...keyFor('RS256'), x: 'SENTINEL-secret' })),
    ],
    ['a broken key', { from: 'pasted', text: '{"kty":"RSA","d":"SENTINEL-secret-012"' }],
    [
      'a broken PEM',
      {
        from: 'pasted',
        text: '-----BEGIN PRIVATE KEY-----\nSENTINELsecret0123\n-----END PRIVATE KEY-----',
      },
    ],
    ['a damaged JWK', pasted({ kty: 'RSA', n: 'AQAB', e: 'AQAB', d: 'SENTINEL-secret-012' })],
  ])('hold nothing of %s', async (_, source) => {
    for (const alg of ['HS256', 'RS256']) {
      const result = await verify(await sign(alg, {}), source)
      expect(result.verdict).not.toBe('valid')
      expect(JSON.stringify(result)).not.toContain('SENTINEL')
    }
    const token = await encrypt('RSA-OAEP', 'A128GCM', {}, keyFor('RS256'))
    expect(JSON.stringify(await decrypt(token, source))).not.toContain('SENTINEL')
  })

  it('hold no encrypted key, no ciphertext and no password', async () => {
    const password = { kty: 'oct', k: Buffer.from('SENTINEL password').toString('base64url') }
    const token = await encrypt('PBES2-HS256+A128KW', 'A128GCM', { sub: 'someone' }, password)
    const [, wrapped = '', , ciphertext = '', tag = ''] = token.split('.')
    const opened = await decrypt(token, secret('SENTINEL password'))
    expect(opened.outcome).toBe('decrypted')
    expect(leaks(opened, wrapped, ciphertext, tag, 'SENTINEL password', password.k)).toEqual([])
  })
})
