import { base64url } from 'jose'
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { publicHalf } from './key.ts'
import { keyFor, sign } from './key.fixture.ts'
import { pasted, verify } from './verify.fixture.ts'

const claims = { sub: 'someone', exp: 2_000_000_100 }

const algorithms = [
  ...['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'Ed25519', 'EdDSA', 'ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'],
]

describe('signature algorithms', () => {
  it.each(algorithms)('%s: right with its key, wrong with another', async (alg) => {
    const token = await sign(alg, claims)
    for (const key of [keyFor(alg), publicHalf(keyFor(alg))]) {
      const { verdict, signatures } = await verify(token, pasted(key))
      expect(verdict).toBe('valid')
      expect(signatures).toMatchObject([{ algorithm: alg, outcome: 'valid' }])
      expect(signatures[0]?.key?.thumbprint === null).toBe(alg.startsWith('HS'))
    }
    expect((await verify(token, pasted(keyFor(alg, 'a stranger')))).verdict).toBe('invalid')
  })

  const families = ['RS256', 'ES256', 'ES384', 'EdDSA', 'ML-DSA-44', 'ML-DSA-65', 'HS256']

  it.each(families)('%s takes no key of another family', async (alg) => {
    const token = await sign(alg, claims)
    for (const other of families.filter((family) => family !== alg)) {
      const { verdict, signatures } = await verify(token, pasted(keyFor(other)))
      expect([other, verdict, signatures[0]?.outcome]).toEqual([other, 'cannot-check', 'no-key'])
    }
  })

  it.each(['ES256K', 'Ed448', 'RSA1_5', 'RS1', 'noNE', 'hs256', 'toString', '__proto__'])(
    'says that %s is not done here',
    async (alg) => {
      const header = base64url.encode(JSON.stringify({ alg }))
      const { verdict, text } = await verify(`${header}.e30.AAAA`, pasted(keyFor('HS256')))
      expect(verdict).toBe('unsupported')
      expect(text).toMatch(/not (available|known) here|not supported/)
    },
  )

  it('says that EdDSA is not done with Ed448', async () => {
    const jwk = generateKeyPairSync('ed448').publicKey.export({ format: 'jwk' })
    const { text } = await verify(await sign('EdDSA', claims), pasted(jwk))
    expect(text).toBe('The curve Ed448 is not available here.')
  })

  it('says what the runtime lacks', async () => {
    const supports = (name: string) => Promise.resolve(name !== 'Ed25519')
    const token = await sign('Ed25519', claims)
    const lacking = await verify(token, pasted(keyFor('Ed25519')), { tools: { supports } })
    expect(lacking).toMatchObject({
      verdict: 'unsupported',
      text: 'Ed25519 is not available in this runtime.',
    })
  })
})
