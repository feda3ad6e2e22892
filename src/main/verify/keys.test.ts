import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signWith,
} from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Verification } from '../../shared/verification.ts'
import { makeCertificate } from './certificate.fixture.ts'
import { publicHalf } from './key.ts'
import { jwkShape } from './jwk-shape.ts'
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
    [{ alg: 'ES384' }, 'The key is for "ES384" only, the header says ES256.'],
    [{ alg: 'ECDH-ES' }, 'The key is for "ECDH-ES" only, the header says ES256.'],
    [{ use: 'enc' }, 'Its "use" is not "sig".'],
    [{ key_ops: ['sign'], d: undefined }, 'Its "key_ops" do not include "verify".'],
    [{ key_ops: ['deriveBits'] }, 'Its "key_ops" do not include "verify".'],
    [{ crv: 'P-384' }, 'ES256 needs the curve P-256.'],
    [{ kty: 'OKP' }, 'ES256 needs an EC key, this is an Edwards-curve key.'],
    [{ kty: 'other' }, 'ES256 needs an EC key, this is of type "other".'],
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
    expect(verification.text).toBe('None of the 2 keys is called "z".')
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
    expect(checkOf(verification, 'key')?.text).toContain('called "a", the header asks for "z"')
  })
})

describe('small keys', () => {
  it('make no valid token, though the signature matches: RSA', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const jwk = jwkShape.parse(pair.publicKey.export({ format: 'jwk' }))
    for (const alg of ['RS256', 'PS256']) {
      const token = shortRsa(alg, pair.privateKey)
      const verification = await verify(token, pasted(jwk))
      expect(verification.verdict).toBe('matches-but-not-legal')
      expect(checkOf(verification, 'key-size')?.text).toContain('this has 1024')
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

describe('a key that the token carries', () => {
  it('proves nothing about who made it', async () => {
    const jwk = publicHalf(ec)
    const token = await sign('ES256', {}, ec, { jwk })
    const verification = await verify(token, { from: 'token', parameter: 'jwk' })
    expect(told(verification)).toEqual(['matches-own-key', 'matches-own-key'])
    expect(checkOf(verification, 'key')?.outcome).toBe('not-checked')
  })

  it('is what a DPoP proof is checked with', async () => {
    const jwk = publicHalf(ec)
    const token = await sign('ES256', {}, ec, { jwk, typ: 'dpop+jwt' })
    const source = { from: 'token', parameter: 'jwk' } as const
    expect((await verify(token, source)).verdict).toBe('valid')
    const forged = await sign('ES256', {}, other, { jwk, typ: 'dpop+jwt' })
    expect((await verify(forged, source)).verdict).toBe('invalid')
  })

  it('does not count beside a key that was given', async () => {
    const token = await sign('ES256', {}, other, { jwk: publicHalf(other) })
    expect((await verify(token, pasted(ec))).verdict).toBe('invalid')
  })
})

describe('a certificate chain in the token', () => {
  const root = makeCertificate({ name: 'Root', authority: true })
  const leaf = makeCertificate({ name: 'Leaf', issuer: root })
  const leafKey = jwkShape.parse(leaf.privateKey.export({ format: 'jwk' }))
  const x5c = [leaf.x5c, root.x5c]
  // Certificates are made for today.
  const now = { nowSeconds: Date.now() / 1000 }

  it('is held against the key that signed, and vouches for nothing', async () => {
    const token = await sign('ES256', {}, leafKey, { x5c })
    const own = await verify(token, { from: 'token', parameter: 'x5c' }, now)
    expect(own.verdict).toBe('matches-own-key')
    const given = await verify(token, { from: 'pasted', text: leaf.pem }, now)
    expect(given.verdict).toBe('valid')
    const check = given.checks.find(({ what }) => what === 'certificate')
    expect(check).toMatchObject({
      outcome: 'passed',
      text: expect.stringContaining('Nobody here') as string,
    })
    expect(given.facts.certificates).toEqual({ count: 2, problems: [] })
  })

  it('is reported where it is of another key', async () => {
    const token = await sign('ES256', {}, ec, { x5c })
    const { verdict, findings, facts } = await verify(token, pasted(ec), now)
    expect(verdict).toBe('valid')
    expect(findings.map(({ id }) => id)).toContain('x5c-mismatch')
    expect(facts.certificates?.problems).toHaveLength(1)
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
