import { constants, generateKeyPairSync, type KeyObject, sign as signWith } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Verification } from '../../shared/verification.ts'
import { jwkShape } from './key.ts'
import { sign } from './key.fixture.ts'
import { pasted, verify } from './verify.fixture.ts'

const checkOf = ({ signatures: [signature] }: Verification, what: string) =>
  signature?.checks.find((check) => check.what === what)

describe('small keys', () => {
  it('make no valid token, though the signature matches: RSA', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const jwk = jwkShape.parse(pair.publicKey.export({ format: 'jwk' }))
    for (const alg of ['RS256', 'PS256']) {
      const token = shortRsa(alg, pair.privateKey)
      const verification = await verify(token, pasted(jwk))
      expect(verification.verdict).toBe('matches-but-not-legal')
      expect(checkOf(verification, 'key-size')?.text).toContain('but has 1024')
      expect(verification.facts).toMatchObject({ rsaModulusBits: 1024, rsaModulusBytes: 128 })
      const forged = token.slice(0, -4) + 'AAAA'
      expect((await verify(forged, pasted(jwk))).verdict).toBe('invalid')
    }
  })

  it.each([
    ['HS256', 31, 'matches-but-not-legal'],
    ['HS256', 32, 'valid'],
    ['HS384', 47, 'matches-but-not-legal'],
    ['HS384', 48, 'valid'],
    ['HS512', 1, 'matches-but-not-legal'],
    ['HS512', 64, 'valid'],
  ])('%s with %i bytes is %s', async (alg, bytes, verdict) => {
    const text = 'é~'.repeat(64).slice(0, bytes / 2) + 'x'.repeat(bytes)
    const octets = Buffer.from(text).subarray(0, bytes)
    const key = { kty: 'oct', k: octets.toString('base64url') }
    const verification = await verify(await sign(alg, {}, key), pasted(key))
    expect(verification.verdict).toBe(verdict)
    const weak = verification.findings.some(({ id }) => id === 'hmac-weak-secret')
    expect(weak).toBe(verdict !== 'valid')
  })
})

/** jose makes no signature with such a key. */
function shortRsa(alg: string, key: KeyObject): string {
  const input = `${Buffer.from(JSON.stringify({ alg })).toString('base64url')}.e30`
  const options = alg.startsWith('PS')
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    : { padding: constants.RSA_PKCS1_PADDING }
  return `${input}.${signWith('sha256', Buffer.from(input), { key, ...options }).toString('base64url')}`
}
