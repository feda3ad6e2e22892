import { describe, expect, it } from 'vitest'
import keys from '../../inspector/vectors/keys.json' with { type: 'json' }
import { encrypt, sign } from './key.fixture.ts'
import { jwkShape } from './key.ts'
import { decrypt, pasted, verify } from './verify.fixture.ts'

const claims = { sub: 'someone' }

/** The key of the signature, as the verdict tells it. */
async function verifiedWith(token: string, key: object) {
  const { verdict, signatures } = await verify(token, pasted(key))
  return { verdict, key: signatures[0]?.key }
}

describe('the keys of the specifications', () => {
  it.each([
    ['ES512', keys['rfc7520-3.1'], keys['rfc7520-3.2'], 'EC P-521'],
    ['RS256', keys['rfc7520-3.3'], keys['rfc7520-3.4'], 'RSA, 2048 bits'],
  ])('are two halves of one in RFC 7520 3.1 to 3.4: %s', async (alg, mine, both, label) => {
    const token = await sign(alg, claims, jwkShape.parse(both))
    const withPublic = await verifiedWith(token, mine)
    expect(withPublic).toMatchObject({
      verdict: 'valid',
      key: { label, keyId: 'bilbo.baggins@hobbiton.example' },
    })
    expect(await verifiedWith(token, both)).toEqual(withPublic)
  })

  it('hold a shared one for signing in RFC 7520 3.5', async () => {
    const key = keys['rfc7520-3.5']
    const token = await sign('HS256', claims, jwkShape.parse(key))
    expect(await verifiedWith(token, key)).toMatchObject({
      verdict: 'valid',
      key: { label: 'shared secret, 32 bytes' },
    })
  })

  it('hold a shared one for encrypting in RFC 7520 3.6', async () => {
    const key = keys['rfc7520-3.6']
    const token = await encrypt('dir', 'A256GCM', claims, jwkShape.parse(key))
    expect((await decrypt(token, pasted(key))).outcome).toBe('decrypted')
  })

  it('have the thumbprint of RFC 8037 A.3', async () => {
    const a4 =
      'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg'
    expect(await verifiedWith(a4, keys['rfc8037-a2'])).toMatchObject({
      verdict: 'valid',
      key: { thumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k' },
    })
  })
})
