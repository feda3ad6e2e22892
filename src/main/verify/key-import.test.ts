import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeCertificate } from './certificate.fixture.ts'
import { importKeys } from './key-import.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const ed = generateKeyPairSync('ed25519')
const certificate = makeCertificate({ name: 'Test' })

const pem = (key: KeyObject, type: 'spki' | 'pkcs1' | 'pkcs8' | 'sec1') =>
  key.export({ format: 'pem', type } as { format: 'pem'; type: 'spki' }) as unknown as string
const jwkText = (key: KeyObject, more = {}) =>
  JSON.stringify({ ...key.export({ format: 'jwk' }), ...more })
const pkcs1 = rsa.publicKey.export({ format: 'der', type: 'pkcs1' }).toString('base64')
const bare = rsa.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

const imported = (text: string) => {
  const read = importKeys(text, 'the text')
  if (!read.ok) throw new Error(read.failure.detail)
  return read.value
}
const problem = (text: string) => {
  const read = importKeys(text, 'the text')
  return read.ok ? null : read.failure.detail
}

describe('importKeys', () => {
  it.each<[string, string, object]>([
    ['SPKI', pem(rsa.publicKey, 'spki'), rsa.publicKey.export({ format: 'jwk' })],
    ['PKCS#1 public', pem(rsa.publicKey, 'pkcs1'), rsa.publicKey.export({ format: 'jwk' })],
    ['PKCS#8', pem(ec.privateKey, 'pkcs8'), ec.privateKey.export({ format: 'jwk' })],
    ['PKCS#1 private', pem(rsa.privateKey, 'pkcs1'), rsa.privateKey.export({ format: 'jwk' })],
    ['SEC 1', pem(ec.privateKey, 'sec1'), ec.privateKey.export({ format: 'jwk' })],
    ['Ed25519', pem(ed.publicKey, 'spki'), ed.publicKey.export({ format: 'jwk' })],
    ['X.509', certificate.pem, createPublicKey(certificate.privateKey).export({ format: 'jwk' })],
    ['base64 without armour', bare, rsa.publicKey.export({ format: 'jwk' })],
    ['PKCS#1 without armour', pkcs1, rsa.publicKey.export({ format: 'jwk' })],
    [
      'a certificate without armour',
      certificate.x5c,
      createPublicKey(certificate.privateKey).export({ format: 'jwk' }),
    ],
    [
      'a JWK',
      jwkText(ed.publicKey, { kid: 'a' }),
      { ...ed.publicKey.export({ format: 'jwk' }), kid: 'a' },
    ],
  ])('reads %s', (_, text, jwk) => {
    const [key, ...more] = imported(`\n ${text} \n`)
    expect(more).toEqual([])
    expect(key).toMatchObject({ jwk, origin: 'the text', alone: true })
  })

  it('reads PEM whose line breaks were escaped, or are of another system', () => {
    const text = pem(rsa.publicKey, 'spki')
    for (const variant of [text.replaceAll('\n', '\\n'), text.replaceAll('\n', '\r\n')]) {
      expect(imported(variant)[0]?.jwk.kty).toBe('RSA')
    }
  })

  it('reads every block of a bundle and says which key is which', () => {
    const keys = imported(`${certificate.pem}\nsome words\n${pem(rsa.publicKey, 'spki')}`)
    expect(keys.map(({ jwk, origin, alone }) => [jwk.kty, origin, alone])).toEqual([
      ['EC', 'key 1 of the text', false],
      ['RSA', 'key 2 of the text', false],
    ])
  })

  it('reads a JWK set and passes over what is no key', () => {
    const members = [
      { kty: 'oct', k: 'AA', kid: 'a' },
      7,
      { kid: 'b' },
      { kty: 'EC', kid: 5 },
      { kty: 'X' },
    ]
    const keys = imported(JSON.stringify({ keys: members }))
    expect(keys.map(({ jwk }) => jwk)).toEqual([members[0], members[4]])
  })

  it('reads certificates by key id, as Google publishes them', () => {
    const keys = imported(
      JSON.stringify({ first: certificate.pem, second: pem(rsa.publicKey, 'spki') }),
    )
    expect(keys.map(({ jwk }) => [jwk.kid, jwk.kty])).toEqual([
      ['first', 'EC'],
      ['second', 'RSA'],
    ])
  })

  it.each<[string, string, RegExp]>([
    ['nothing', ' \n ', /empty/],
    ['a word', 'secret', /not PEM, JSON or/],
    ['random base64', Buffer.alloc(64, 7).toString('base64'), /not PEM, JSON or/],
    ['half a PEM block', '-----BEGIN PUBLIC KEY-----\nAAAA', /no end/],
    ['a damaged block', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', /is damaged/],
    [
      'another block',
      '-----BEGIN CERTIFICATE REQUEST-----\nAA==\n-----END CERTIFICATE REQUEST-----',
      /contains no key/,
    ],
    [
      'an encrypted key',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----',
      /is encrypted/,
    ],
    ['an empty set', '{"keys":[]}', /no key/],
    ['other JSON', '{"a":1}', /neither a JWK/],
    ['broken JSON', '{"kty":', /not valid JSON/],
    ['an array', '[]', /neither a JWK/],
    [
      'an RSA-PSS key',
      pem(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey, 'spki'),
      /rsa-pss/,
    ],
    ['a megabyte', ' '.repeat(1024 * 1024 + 1), /longer/],
  ])('says why %s is no key', (_, text, expected) => expect(problem(text)).toMatch(expected))

  it('quotes nothing of what it could not read', () => {
    const secret = 'SENTINEL5d1f'
    for (const text of [
      `{"kty":"RSA","d":"${secret}"`,
      `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
      secret,
    ]) {
      const read = importKeys(text, 'the text')
      expect(read.ok).toBe(false)
      expect(JSON.stringify(read)).not.toContain(secret)
    }
  })

  it('takes time in proportion to blocks that never end', () => {
    const text = '-----BEGIN A-----'.repeat(60_000)
    expect(problem(text)).toMatch(/no end/)
  })
})
