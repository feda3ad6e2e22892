import { createPublicKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Verification } from '../../shared/verification.ts'
import { publicHalf } from './key.ts'
import { keyFor, sign } from './key.fixture.ts'
import { pasted, secret, verify } from './verify.fixture.ts'

const rsa = keyFor('RS256')
const ec = keyFor('ES256')
const other = keyFor('ES256', 'a stranger')

const told = ({ verdict, signatures: [signature] }: Verification) => [verdict, signature?.outcome]
const checkOf = ({ signatures: [signature] }: Verification, what: string) =>
  signature?.checks.find((check) => check.what === what)

describe('the key that is used', () => {
  it.each([
    [{ alg: 'ES384' }, 'The key is for "ES384" only, but the header says ES256.'],
    [{ alg: 'ECDH-ES' }, 'The key is for "ECDH-ES" only, but the header says ES256.'],
    [{ use: 'enc' }, 'The "use" of the key is not "sig".'],
    [{ key_ops: ['sign'], d: undefined }, 'The "key_ops" of the key do not include "verify".'],
    [{ key_ops: ['deriveBits'] }, 'The "key_ops" of the key do not include "verify".'],
    [{ crv: 'P-384' }, 'ES256 needs the curve P-256.'],
    [{ kty: 'OKP' }, 'ES256 needs an EC key, but this is an Edwards-curve key.'],
    [{ kty: 'other' }, 'ES256 needs an EC key, but this is of type "other".'],
  ])('must allow it: not where it has %j', async (change, text) => {
    const verification = await verify(await sign('ES256', {}), pasted({ ...ec, ...change }))
    expect(told(verification)).toEqual(['cannot-check', 'no-key'])
    expect(verification.text).toBe(text)
  })

  it.each([
    { alg: 'ES256', use: 'sig', key_ops: ['verify'] },
    { key_ops: ['sign'] },
    { key_ops: ['sign', 'verify'], use: 'sig' },
    { ext: true, x5t: 'AAAA' },
  ])('allows it with %j', async (more) => {
    expect((await verify(await sign('ES256', {}), pasted({ ...ec, ...more }))).verdict).toBe(
      'valid',
    )
  })

  it('does not confuse EdDSA with Ed25519 where the key says one of them', async () => {
    const key = { ...keyFor('EdDSA'), alg: 'EdDSA' }
    expect((await verify(await sign('EdDSA', {}), pasted(key))).verdict).toBe('valid')
    const token = await sign('Ed25519', {}, keyFor('EdDSA'))
    expect((await verify(token, pasted(key))).verdict).toBe('cannot-check')
  })

  it('is described by type, thumbprint and origin', async () => {
    const { signatures } = await verify(await sign('RS256', {}), pasted({ ...rsa, kid: 'a' }))
    expect(signatures[0]?.key).toEqual({
      label: 'RSA, 2048 bits',
      keyId: 'a',
      thumbprint: expect.stringMatching(/^[\w-]{43}$/) as string,
      origin: 'the pasted key',
    })
  })

  it.each([
    { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
    { kty: 'EC', crv: 'P-256' },
    { kty: 'EC', crv: 'P-256', x: publicHalf(other).x ?? '', y: publicHalf(ec).y ?? '' },
  ])('may be damaged', async (key) => {
    expect(told(await verify(await sign('ES256', {}), pasted(key)))).toEqual([
      'cannot-check',
      'cannot-check',
    ])
  })
})

describe('a key set', () => {
  const named = (kid: string, key = ec) => ({ ...publicHalf(key), kid })

  it('gives the key of the header', async () => {
    const token = await sign('ES256', {}, ec, { kid: 'b' })
    const verification = await verify(
      token,
      pasted(named('a', other), named('b'), named('c', other)),
    )
    expect(verification).toMatchObject({
      verdict: 'valid',
      facts: { keyCandidates: 1, keyIdInHeader: true },
    })
    expect(verification.signatures[0]?.key).toMatchObject({
      keyId: 'b',
      origin: 'key 2 of the pasted key',
    })
  })

  it('gives no key where none has the name', async () => {
    const token = await sign('ES256', {}, ec, { kid: 'z' })
    const verification = await verify(token, pasted(named('a'), named('b')))
    expect(told(verification)).toEqual(['cannot-check', 'no-key'])
    expect(verification.text).toBe('None of 2 keys has the key id "z".')
  })

  it('tries each of several keys of one name', async () => {
    const token = await sign('ES256', {}, ec, { kid: 'a' })
    expect((await verify(token, pasted(named('a', other), named('a')))).verdict).toBe('valid')
    expect((await verify(token, pasted(named('a', other), named('a', other)))).verdict).toBe(
      'invalid',
    )
  })

  it('tries each key that fits where the header names none, and notes it', async () => {
    const token = await sign('ES256', {})
    const set = pasted(named('a', other), named('r', rsa), { kty: 'oct', k: 'AAAA' }, named('b'))
    const { verdict, facts, findings } = await verify(token, set)
    expect(verdict).toBe('valid')
    expect(facts.keyCandidates).toBe(2)
    expect(findings.map(({ id }) => id)).toContain('kid-missing')
    const alone = await verify(token, pasted(named('b'), named('r', rsa)))
    expect(alone.findings.map(({ id }) => id)).not.toContain('kid-missing')
  })

  it('takes a key without a name for any', async () => {
    const token = await sign('ES256', {}, ec, { kid: 'z' })
    expect((await verify(token, pasted(named('a', other), publicHalf(ec)))).verdict).toBe('valid')
  })

  it('does not matter where one key is given: the difference is said', async () => {
    const token = await sign('ES256', {}, ec, { kid: 'z' })
    const verification = await verify(token, pasted(named('a')))
    expect(verification.verdict).toBe('valid')
    expect(checkOf(verification, 'key')?.text).toContain('Key id "a", but the header names "z"')
  })
})

describe('a secret', () => {
  it('is refused where it is a key', async () => {
    const pem = createPublicKey({ key: publicHalf(rsa), format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    })
    const token = await sign('HS256', {}, { kty: 'oct', k: Buffer.from(pem).toString('base64url') })
    const { verdict, failure } = await verify(token, secret(pem.toString()))
    expect([verdict, failure?.title]).toEqual([
      'cannot-check',
      'This is a key, not a shared secret',
    ])
  })
})
