import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeCertificate } from './certificate.fixture.ts'
import { checkCertificates, type ClaimedThumbprints } from './certificates.ts'

const root = makeCertificate({ name: 'Root', authority: true })
const between = makeCertificate({ name: 'Between', authority: true, issuer: root })
const leaf = makeCertificate({ name: 'Leaf', issuer: between })
const unclaimed: ClaimedThumbprints = { sha256: null, sha1: null }
const now = Date.now() / 1000
const day = 86_400

const problems = (x5c: string[], claimed = unclaimed, at = now) =>
  checkCertificates(x5c, claimed, at).problems

const hash = (algorithm: string) => createHash(algorithm).update(leaf.der).digest('base64url')

describe('checkCertificates', () => {
  it('finds nothing wrong with a chain in order', () => {
    const whole = { sha256: hash('sha256'), sha1: hash('sha1') }
    expect(checkCertificates([leaf.x5c, between.x5c, root.x5c], whole, now)).toEqual({
      count: 3,
      problems: [],
    })
    expect(problems([leaf.x5c])).toEqual([])
    expect(problems([root.x5c, root.x5c])).toEqual([])
  })

  it('finds a chain out of order', () => {
    expect(problems([leaf.x5c, root.x5c])).toEqual([
      'Certificate 1 was not issued by certificate 2',
    ])
    expect(problems([between.x5c, leaf.x5c])).toHaveLength(1)
  })

  it('finds an issuer of the right name with another key', () => {
    const impostor = makeCertificate({ name: 'Between', authority: true })
    expect(problems([leaf.x5c, impostor.x5c])).toEqual([
      'Certificate 1 was not issued by certificate 2',
    ])
  })

  it('finds an issuer that may not issue', () => {
    const plain = makeCertificate({ name: 'Plain' })
    const under = makeCertificate({ name: 'Under', issuer: plain })
    expect(problems([under.x5c, plain.x5c])).toEqual([
      'Certificate 2 is not allowed to issue certificates',
    ])
  })

  it('holds each certificate against the clock', () => {
    expect(problems([leaf.x5c, between.x5c], unclaimed, now + 31 * day)).toEqual([
      'Certificate 1 has expired',
      'Certificate 2 has expired',
    ])
    expect(problems([leaf.x5c], unclaimed, now - 2 * day)).toEqual([
      'Certificate 1 is not valid yet',
    ])
    const short = makeCertificate({ name: 'Short', issuer: between, fromDays: -3, toDays: -2 })
    expect(problems([short.x5c, between.x5c])).toEqual(['Certificate 1 has expired'])
  })

  it('holds the first certificate against the thumbprints', () => {
    expect(problems([leaf.x5c], { sha256: hash('sha1'), sha1: null })).toEqual([
      'The first certificate does not match "x5t#S256"',
    ])
    expect(problems([leaf.x5c], { sha256: null, sha1: hash('sha256') })).toHaveLength(1)
    expect(problems([root.x5c], { sha256: hash('sha256'), sha1: hash('sha1') })).toHaveLength(2)
  })

  it.each([
    ['no chain', []],
    ['no base64', ['-_-_']],
    ['no certificate', ['AAAA']],
    ['base64url', [leaf.der.toString('base64url').replace(/^/, '-')]],
    ['an endless chain', Array.from({ length: 11 }, () => root.x5c)],
  ])('survives %s', (_, x5c) => expect(problems(x5c)).toHaveLength(1))
})
