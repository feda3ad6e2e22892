import { base64url, type FlattenedJWS, GeneralSign } from 'jose'
import { describe, expect, it } from 'vitest'
import { keyFor } from './key.fixture.ts'
import { pasted, verify } from './verify.fixture.ts'

const claims = { sub: 'someone', exp: 2_000_000_100 }

describe('several signatures', () => {
  const rsa = { ...keyFor('RS256'), kid: 'r' }
  const ec = { ...keyFor('ES256'), kid: 'e' }
  const stranger = keyFor('ES256', 'a stranger')

  async function general(kids = { r: 'r', e: 'e' }) {
    const jws = new GeneralSign(Buffer.from(JSON.stringify(claims)))
    jws.addSignature(rsa).setProtectedHeader({ alg: 'RS256', kid: kids.r })
    jws.addSignature(ec).setProtectedHeader({ alg: 'ES256' }).setUnprotectedHeader({ kid: kids.e })
    return jws.sign()
  }
  const outcomes = async (token: unknown, ...keys: unknown[]) => {
    const { verdict, signatures } = await verify(JSON.stringify(token), pasted(...keys))
    return [verdict, ...signatures.map(({ outcome }) => outcome)]
  }

  it('are checked each on its own', async () => {
    const token = await general()
    expect(await outcomes(token, rsa, ec)).toEqual(['valid', 'valid', 'valid'])
    expect(await outcomes(token, rsa)).toEqual(['valid', 'valid', 'no-key'])
    expect(await outcomes(token, ec)).toEqual(['valid', 'no-key', 'valid'])
    expect(await outcomes(token, keyFor('EdDSA'))).toEqual(['cannot-check', 'no-key', 'no-key'])
  })

  it('make the token invalid where one is wrong with the key that it names', async () => {
    expect(await outcomes(await general(), rsa, { ...stranger, kid: 'e' })).toEqual([
      'invalid',
      'valid',
      'invalid',
    ])
  })

  it('do not where its own key is just not at hand', async () => {
    expect(await outcomes(await general(), rsa, stranger)).toEqual(['valid', 'valid', 'no-key'])
  })

  it('are counted, and the others told apart', async () => {
    const one = await general()
    const said = async (token: unknown, ...keys: unknown[]) =>
      (await verify(JSON.stringify(token), pasted(...keys))).text
    expect(await said(one, rsa)).toBe('1 of 2 signatures is valid. No matching key for the other.')
    const [first, second] = one.signatures
    const none = {
      ...second,
      signature: '',
      header: {},
      protected: base64url.encode('{"alg":"none"}'),
    }
    const three = { ...one, signatures: [first, second, none] }
    expect(await said(three, rsa, ec)).toBe(
      '2 of 3 signatures are valid. Could not check the other.',
    )
  })

  it('are wrong where a header stands in both places', async () => {
    const token = await general()
    const [, second] = token.signatures
    const flattened: FlattenedJWS = { payload: token.payload, signature: '', ...second }
    expect(await outcomes(flattened, ec)).toEqual(['valid', 'valid'])
    const twice = { ...flattened, header: { alg: 'ES256', kid: 'e' } }
    expect((await outcomes(twice, ec))[0]).toBe('invalid')
    const critical = { ...flattened, header: { crit: ['b64'] } }
    expect((await outcomes(critical, ec))[0]).toBe('invalid')
  })

  it('of which the serialization holds two are not legal', async () => {
    const {
      payload,
      signatures: [first],
    } = await general()
    const text = `{"payload":"${payload}","protected":"${first?.protected ?? ''}","signature":"AAAA","signature":"${first?.signature ?? ''}"}`
    const { verdict } = await verify(text, pasted(rsa))
    expect(verdict).toBe('matches-but-not-legal')
  })
})
