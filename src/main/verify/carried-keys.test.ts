import { describe, expect, it } from 'vitest'
import type { Verification } from '../../shared/verification.ts'
import { makeCertificate } from './certificate.fixture.ts'
import { jwkShape, publicHalf } from './key.ts'
import { keyFor, sign } from './key.fixture.ts'
import { pasted, verify } from './verify.fixture.ts'

const ec = keyFor('ES256')
const other = keyFor('ES256', 'a stranger')

const told = ({ verdict, signatures: [signature] }: Verification) => [verdict, signature?.outcome]
const checkOf = ({ signatures: [signature] }: Verification, what: string) =>
  signature?.checks.find((check) => check.what === what)

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
    // The same type (RFC 7515 §4.1.9).
    const typ = 'application/dpop+jwt'
    const prefixed = await sign('ES256', {}, ec, { jwk, typ })
    expect((await verify(prefixed, source)).verdict).toBe('valid')
    const forged = await sign('ES256', {}, other, { jwk, typ: 'dpop+jwt' })
    expect((await verify(forged, source)).verdict).toBe('invalid')
  })

  it('proves nothing where no DPoP proof may carry it', async () => {
    const source = { from: 'token', parameter: 'jwk' } as const
    const secret = keyFor('HS256')
    for (const token of [
      await sign('ES256', {}, ec, { jwk: ec, typ: 'dpop+jwt' }),
      await sign('HS256', {}, secret, { jwk: secret, typ: 'dpop+jwt' }),
    ]) {
      expect((await verify(token, source)).verdict).toBe('matches-own-key')
    }
    const leaf = makeCertificate({ name: 'Leaf' })
    const leafKey = jwkShape.parse(leaf.privateKey.export({ format: 'jwk' }))
    const certified = await sign('ES256', {}, leafKey, { x5c: [leaf.x5c], typ: 'dpop+jwt' })
    const { verdict } = await verify(certified, { from: 'token', parameter: 'x5c' })
    expect(verdict).toBe('matches-own-key')
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
      text: expect.stringContaining('not trusted') as string,
    })
    expect(given.facts.certificates).toEqual({ count: 2, problems: [] })
  })

  it('is reported where it is of another key', async () => {
    const token = await sign('ES256', {}, ec, { x5c })
    const { verdict, text, findings, facts } = await verify(token, pasted(ec), now)
    expect([verdict, text]).toEqual([
      'valid',
      'Signature valid, with a warning. The first certificate is not for the signing key.',
    ])
    expect(findings.map(({ id }) => id)).toContain('x5c-mismatch')
    expect(facts.certificates?.problems).toHaveLength(1)
  })
})
