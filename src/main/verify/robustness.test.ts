import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vectors } from '../../inspector/vectors/vectors.fixture.ts'
import { keyFor, sign } from './key.fixture.ts'
import { decrypt, pasted, verify } from './verify.fixture.ts'

const runs = { numRuns: 100 }
const keys = pasted(keyFor('HS256'), keyFor('ES256'), keyFor('A128KW'), keyFor('EdDSA'))

/** A text with some characters replaced, left out or put in. */
const mutated = (text: string) =>
  fc
    .array(
      fc.record({
        at: fc.nat({ max: text.length }),
        cut: fc.nat({ max: 3 }),
        put: fc.oneof(
          fc.constantFrom('.', '~', '=', '"', '\u0000', 'A'),
          fc.string({ maxLength: 3 }),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((changes) =>
      changes.reduce(
        (left, { at, cut, put }) => left.slice(0, at) + put + left.slice(at + cut),
        text,
      ),
    )

const anyJwk = fc.record(
  {
    kty: fc.constantFrom('RSA', 'EC', 'OKP', 'AKP', 'oct', 'x'),
    crv: fc.constantFrom('P-256', 'Ed25519', 'X25519', '', '__proto__'),
    ...Object.fromEntries(
      ['n', 'e', 'd', 'x', 'y', 'k', 'pub', 'priv', 'alg', 'use', 'kid'].map((name) => [
        name,
        fc.oneof(fc.base64String(), fc.string(), fc.constantFrom('AQAB', 'sig', 'HS256')),
      ]),
    ),
    key_ops: fc.array(fc.constantFrom('verify', 'sign', 'decrypt', '')),
  },
  { requiredKeys: ['kty'] },
)

describe('whatever comes in', () => {
  it('never makes a changed token valid, and nothing throws', async () => {
    const token = await sign('HS256', { sub: 'someone', exp: 2_000_000_100 })
    expect((await verify(token, keys)).verdict).toBe('valid')
    await fc.assert(
      fc.asyncProperty(mutated(token), async (text) => {
        const { verdict } = await verify(text, keys)
        expect(verdict !== 'valid' || text.includes(token)).toBe(true)
      }),
      runs,
    )
  })

  it.each(['jws general', 'jwe general', 'jwe compact', 'sd-jwt compact', 'sd-jwt flattened'])(
    'is read to some end: %s',
    async (kind) => {
      const vector = vectors.find((known) => `${known.kind} ${known.form}` === kind)
      expect(vector).toBeDefined()
      await fc.assert(
        fc.asyncProperty(mutated(vector?.token ?? ''), async (text) => {
          const source = pasted(...(vector?.keys ?? []))
          await verify(text, source, { decryptWith: source })
          await decrypt(text, source)
        }),
        { numRuns: 50 },
      )
    },
  )

  it('may have millions of characters in a certificate', async () => {
    const header = { alg: 'RS256', x5c: ['A'.repeat(4_800_000)] }
    const { verdict } = await verify(
      JSON.stringify({ payload: 'e30', signature: 'AAAA', header }),
      keys,
    )
    expect(verdict).toBe('cannot-check')
  })

  it('may be any key', async () => {
    const tokens = await Promise.all(
      ['HS256', 'ES256', 'EdDSA', 'RS256'].map((alg) => sign(alg, {})),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tokens), anyJwk, async (token, jwk) => {
        const { verdict } = await verify(token, pasted(jwk))
        expect(['cannot-check', 'invalid']).toContain(verdict)
      }),
      runs,
    )
  })

  it('may be any text in place of a key', async () => {
    const [signed, hashed] = await Promise.all([sign('ES256', {}), sign('HS256', {})])
    const text = fc.oneof(fc.string(), fc.json(), fc.constant('-----BEGIN PUBLIC KEY-----'))
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const { verdict } = await verify(signed, { from: 'pasted', text: given })
        expect(verdict).toBe('cannot-check')
      }),
      runs,
    )
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('text', 'base64', 'hex'), async (given, encoding) => {
        const { verdict } = await verify(hashed, { from: 'secret', text: given, encoding })
        expect(['cannot-check', 'invalid']).toContain(verdict)
      }),
      { numRuns: 50 },
    )
  })
})
