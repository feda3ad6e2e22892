import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { publicHalf } from './key.ts'
import { encrypt, keyFor } from './key.fixture.ts'
import { decrypt, inputOf, pasted, tools } from './verify.fixture.ts'
import { decryptToken } from './decrypt-token.ts'

const claims = { sub: 'someone' }

const wrapping = [
  ...['A128KW', 'A192KW', 'A256KW', 'A128GCMKW', 'A192GCMKW', 'A256GCMKW'],
  ...['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'],
  ...['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW'],
  ...['PBES2-HS256+A128KW', 'PBES2-HS384+A192KW', 'PBES2-HS512+A256KW'],
]

const encryptions = [
  ...['A128GCM', 'A192GCM', 'A256GCM', 'A128CBC-HS256', 'A192CBC-HS384', 'A256CBC-HS512'],
]

describe('encryption algorithms', () => {
  it.each([
    ...wrapping.map((alg) => [alg, 'A128GCM', alg] as const),
    ...encryptions.map((enc) => ['dir', enc, enc] as const),
    ...encryptions.map((enc) => ['A128KW', enc, 'A128KW'] as const),
    ...['P-256', 'P-384', 'P-521', 'X25519'].map((crv) => ['ECDH-ES', 'A256GCM', crv] as const),
  ])('%s with %s: opens with a key for %s, not with another', async (alg, enc, kind) => {
    const token = await encrypt(alg, enc, claims, keyFor(kind))
    const opened = await decrypt(token, pasted(keyFor(kind)))
    expect(opened.outcome).toBe('decrypted')
    expect(opened.inspection?.claims?.members.map(({ name }) => name)).toEqual(['sub'])
    expect(opened.recipients).toMatchObject([{ algorithm: alg, encryption: enc }])
    const closed = await decrypt(token, pasted(keyFor(kind, 'a stranger')))
    expect(closed).toMatchObject({ outcome: 'failed', inspection: null })
  })

  it('cannot be opened with the public key', async () => {
    for (const alg of ['RSA-OAEP', 'ECDH-ES']) {
      const token = await encrypt(alg, 'A128GCM', claims, keyFor(alg))
      const { outcome, text } = await decrypt(token, pasted(publicHalf(keyFor(alg))))
      expect([outcome, text]).toEqual(['cannot-check', 'A public key cannot decrypt.'])
    }
  })

  it.each([
    { alg: 'RSA1_5' },
    { alg: 'HPKE-0' },
    { alg: 'A512KW' },
    { alg: 'none' },
    { enc: 'A512GCM' },
    { zip: 'GZ' },
  ])('says that %j is not done here', async (change) => {
    const token = await encrypt('A128KW', 'A128GCM', claims, keyFor('A128KW'))
    const header = { alg: 'A128KW', enc: 'A128GCM', ...change }
    const changed = Buffer.from(JSON.stringify(header)).toString('base64url')
    const parts = [changed, ...token.split('.').slice(1)]
    expect((await decrypt(parts.join('.'), pasted(keyFor('A128KW')))).outcome).toBe('unsupported')
  })

  it('says that X448 is not done here', async () => {
    const token = await encrypt('ECDH-ES', 'A128GCM', claims, keyFor('X25519'))
    const jwk = generateKeyPairSync('x448').privateKey.export({ format: 'jwk' })
    const { text } = await decrypt(token, pasted(jwk))
    expect(text).toBe('The curve X448 is not available here.')
  })

  it.each(['A192KW', 'A192GCM', 'ECDH-ES+A192KW'])(
    'says that the runtime lacks %s',
    async (name) => {
      const [alg, enc] =
        name === 'A192GCM' ? (['dir', name] as const) : ([name, 'A128GCM'] as const)
      const key = keyFor(name)
      const token = await encrypt(alg, enc, claims, key)
      const supports = (asked: string) => Promise.resolve(asked !== name)
      const request = { keySource: pasted(key) }
      const answer = await decryptToken(request, inputOf(token), { ...tools, supports })
      expect(answer).toMatchObject({
        result: { outcome: 'unsupported', text: `${name} is not available in this runtime.` },
      })
    },
  )
})
