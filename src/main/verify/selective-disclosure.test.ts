import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { publicHalf } from './key.ts'
import { keyFor, sign } from './key.fixture.ts'
import { pasted, verify } from './verify.fixture.ts'

const issuer = keyFor('ES256')
const holder = keyFor('ES256', 'the holder')
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
const disclosure = Buffer.from('["salt","given_name","Someone"]').toString('base64url')
const stray = Buffer.from('["salt","family_name","Else"]').toString('base64url')

const claims = { _sd: [digest(disclosure)], _sd_alg: 'sha-256', cnf: { jwk: publicHalf(holder) } }

async function present({
  disclosures = [disclosure],
  more = {},
  boundBy = holder,
  hashOf = '',
  typ = 'kb+jwt',
  binds = {},
} = {}) {
  const jwt = await sign('ES256', { ...claims, ...more }, issuer, { typ: 'dc+sd-jwt' })
  const presented = [jwt, ...disclosures, ''].join('~')
  const binding = { iat: 1_999_999_990, aud: 'a', nonce: 'n', sd_hash: digest(hashOf || presented) }
  return {
    presented,
    bound: presented + (await sign('ES256', { ...binding, ...binds }, boundBy, { typ })),
  }
}

const outcomes = async (text: string) => {
  const { verdict, signatures, checks } = await verify(text, pasted(issuer))
  const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ what }) => what)
  return { verdict, signatures: signatures.map(({ outcome }) => outcome), failed }
}

describe('an SD-JWT', () => {
  it('is valid with its disclosures, with or without a key binding', async () => {
    const { presented, bound } = await present()
    expect(await outcomes(presented)).toEqual({
      verdict: 'valid',
      signatures: ['valid'],
      failed: [],
    })
    expect(await outcomes(bound)).toEqual({
      verdict: 'valid',
      signatures: ['valid', 'valid'],
      failed: [],
    })
  })

  it('is valid without any of them', async () => {
    const { presented } = await present({ disclosures: [] })
    expect((await outcomes(presented)).verdict).toBe('valid')
  })

  it('is invalid with a disclosure that the issuer did not sign', async () => {
    const { presented } = await present({ disclosures: [disclosure, stray] })
    expect(await outcomes(presented)).toMatchObject({ verdict: 'invalid', failed: ['disclosures'] })
  })

  it('is invalid with a key binding of somebody else', async () => {
    const { bound } = await present({ boundBy: issuer })
    expect(await outcomes(bound)).toMatchObject({
      verdict: 'invalid',
      signatures: ['valid', 'invalid'],
    })
  })

  it('is invalid with a key binding for another presentation', async () => {
    const { bound } = await present({ hashOf: 'another~' })
    expect(await outcomes(bound)).toMatchObject({ verdict: 'invalid', failed: ['key-binding'] })
  })

  it('is invalid with something else that the holder signed', async () => {
    const { bound } = await present({ typ: 'JWT' })
    expect(await outcomes(bound)).toMatchObject({ verdict: 'invalid', failed: ['key-binding'] })
  })

  it.each([
    { sd_hash: undefined },
    { sd_hash: 1 },
    { nonce: undefined },
    { aud: undefined },
    { iat: '1999999990' },
  ])('is invalid with a key binding that lacks what it must have: %o', async (binds) => {
    const { bound } = await present({ binds })
    expect(await outcomes(bound)).toMatchObject({
      verdict: 'invalid',
      signatures: ['valid', 'valid'],
      failed: ['key-binding'],
    })
  })

  it('is invalid where nobody knows whose the key binding is', async () => {
    const { bound } = await present({ more: { cnf: {} } })
    expect(await outcomes(bound)).toMatchObject({
      verdict: 'invalid',
      signatures: ['valid', 'no-key'],
    })
  })

  it('is not made valid by its key binding', async () => {
    const { bound } = await present()
    const wrong = await verify(bound, pasted(keyFor('ES256', 'a stranger')))
    expect(wrong.verdict).toBe('invalid')
    const without = await verify(bound, pasted(keyFor('ES384')))
    expect(without.verdict).toBe('cannot-check')
    expect(without.signatures.map(({ outcome }) => outcome)).toEqual(['no-key', 'valid'])
  })

  it('is not legal with a key binding that is not', async () => {
    const { bound } = await present()
    expect((await outcomes(`${bound}==`)).verdict).toBe('matches-but-not-legal')
  })

  it.each([{ _sd_alg: 5 }, { _sd: 'x' }, { _sd: [1] }, { a: { _sd: {} } }, { a: [{ '...': 1 }] }])(
    'is not legal with %o',
    async (more) => {
      const { presented } = await present({ disclosures: [], more })
      expect((await outcomes(presented)).verdict).toBe('matches-but-not-legal')
    },
  )

  it.each([{ _sd: 'x' }, { _sd: [1] }, [{ '...': 1 }], [{ '...': 'x', a: 1 }]])(
    'is not legal with %o in a disclosure',
    async (value) => {
      const inside = Buffer.from(JSON.stringify(['salt', 'a', value])).toString('base64url')
      const { presented } = await present({
        disclosures: [inside],
        more: { _sd: [digest(inside)] },
      })
      expect((await outcomes(presented)).verdict).toBe('matches-but-not-legal')
    },
  )

  it('has its times checked where they are disclosed', async () => {
    const expiry = Buffer.from('["salt","exp",1]').toString('base64url')
    const { presented } = await present({ disclosures: [expiry], more: { _sd: [digest(expiry)] } })
    expect(await outcomes(presented)).toMatchObject({ verdict: 'invalid', failed: ['expiry'] })
  })
})
