import { describe, expect, it } from 'vitest'
import type { KeySource } from '../../shared/verification-request.ts'
import { makeCertificate } from './certificate.fixture.ts'
import { jwkShape } from './key.ts'
import { keyFor, sign } from './key.fixture.ts'
import { pasted, verify } from './verify.fixture.ts'

const certificate = makeCertificate({ name: 'Leaf', fromDays: -10, toDays: 10 })
const key = jwkShape.parse(certificate.privateKey.export({ format: 'jwk' }))
const token = await sign('ES256', {}, key)
const day = 86_400
const source: KeySource = { from: 'pasted', text: certificate.pem }

/** So many days from now, the verdict and what is said of the certificate. */
async function saidIn(days: number, of = token, from = source) {
  const nowSeconds = Math.floor(Date.now() / 1000) + days * day - 60
  const { verdict, text, checks } = await verify(of, from, { nowSeconds })
  const said = checks.filter(({ what }) => what === 'certificate')
  return { verdict, text, said: said.map(({ outcome, text }) => [outcome, text]) }
}

const expired = ['failed', 'The certificate of the pasted key expired 1 day 23 h ago.']

describe('a certificate as the source of the key', () => {
  it('says how long it holds', async () => {
    const { verdict, said } = await saidIn(0)
    expect(verdict).toBe('valid')
    expect(said).toEqual([
      [
        'passed',
        'The certificate of the pasted key expires in 10 days. Nobody here vouches for who issued it.',
      ],
    ])
  })

  it('takes nothing from a right signature when it has expired, but says so', async () => {
    const { verdict, text, said } = await saidIn(12)
    expect(verdict).toBe('valid')
    expect(text).toBe(`The signature is right, but: ${expired[1] ?? ''}`)
    expect(said).toEqual([expired])
  })

  it('says that it does not hold yet', async () => {
    const { verdict, said } = await saidIn(-11)
    expect(verdict).toBe('valid')
    expect(said).toEqual([['failed', 'The certificate of the pasted key becomes valid in 1 day.']])
  })

  it.each([
    ['without armour', certificate.x5c],
    ['by key id', JSON.stringify({ first: certificate.pem })],
  ])('is held against the clock %s', async (_, text) => {
    expect((await saidIn(12, token, { from: 'pasted', text })).said).toEqual([expired])
  })

  it('is not made up for a bare key', async () => {
    expect((await saidIn(12, token, pasted(key))).said).toEqual([])
  })

  it('makes no other signature right', async () => {
    const { verdict, said } = await saidIn(12, await sign('ES256', {}, keyFor('ES256')))
    expect(verdict).toBe('invalid')
    expect(said).toEqual([expired])
  })

  it('is said once where the token brings it', async () => {
    const own = await sign('ES256', {}, key, { x5c: [certificate.x5c] })
    const { said } = await saidIn(12, own, { from: 'token', parameter: 'x5c' })
    expect(said).toEqual([['failed', 'Certificate 1 has expired.']])
  })
})
