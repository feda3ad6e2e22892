import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SecretEncoding } from '../../shared/verification-request.ts'
import { makeCertificate } from './certificate.fixture.ts'
import { importSecret } from './shared-secret.ts'

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const spki = publicKey.export({ format: 'der', type: 'spki' })
const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
const sec1 = privateKey.export({ format: 'der', type: 'sec1' })
const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }))

const octets = (text: string, encoding: SecretEncoding) => {
  const read = importSecret(text, encoding)
  return read.ok ? Buffer.from(read.value.jwk.k ?? '', 'base64url').toString('latin1') : null
}

describe('importSecret', () => {
  it.each<[SecretEncoding, string, string]>([
    ['text', 'sécret ', Buffer.from('sécret ').toString('latin1')],
    ['hex', '00FF 7f', '\u0000\u00ff\u007f'],
    ['base64', '+/8=', '\u00fb\u00ff'],
    ['base64', '+/8', '\u00fb\u00ff'],
    ['base64', '+/\n8=', '\u00fb\u00ff'],
    ['base64url', '-_8', '\u00fb\u00ff'],
    ['base64url', '-_8=', '\u00fb\u00ff'],
  ])('reads %s: %j', (encoding, text, expected) => expect(octets(text, encoding)).toBe(expected))

  it.each<[SecretEncoding, string]>([
    ['hex', '0'],
    ['hex', '0g'],
    ['base64', '-_8='],
    ['base64', 'A'],
    ['base64', 'AA='],
    ['base64url', '+/8'],
    ['base64url', 'AAAAA'],
  ])('does not read as %s: %j', (encoding, text) => expect(octets(text, encoding)).toBeNull())

  it('has no use for an empty secret', () => {
    for (const encoding of ['text', 'hex', 'base64', 'base64url'] as const) {
      expect(octets('', encoding)).toBeNull()
    }
  })

  it.each<[string, string, SecretEncoding]>([
    ['PEM', pem, 'text'],
    ['PEM with words around it', `key:\n${pem}`, 'text'],
    ['PEM in base64', Buffer.from(pem).toString('base64'), 'base64'],
    ['PEM in hex', Buffer.from(pem).toString('hex'), 'hex'],
    ['a private key', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), 'text'],
    ['a certificate', makeCertificate({ name: 'Test' }).pem, 'text'],
    ['an unreadable PEM block', '-----BEGIN PUBLIC KEY-----\nAA', 'text'],
    ['a JWK', jwk, 'text'],
    ['a JWK in base64url', Buffer.from(jwk).toString('base64url'), 'base64url'],
    ['a JWK of a secret', '{"kty":"oct","k":"AAAA"}', 'text'],
    ['a JWK set', `{"keys":[${jwk}]}`, 'text'],
    ['SPKI in base64, as base64', spki.toString('base64'), 'base64'],
    ['SPKI in base64, as text', spki.toString('base64'), 'text'],
    ['SPKI in hex', spki.toString('hex'), 'hex'],
    ['PKCS#8 in base64, as text', pkcs8.toString('base64'), 'text'],
    ['SEC 1 in base64, as base64', sec1.toString('base64'), 'base64'],
    ['a JWK that is cut off', jwk.slice(0, -20), 'text'],
    ['a JWK with a member of another type', '{"n":5,"kty":"RSA"}', 'text'],
  ])('refuses %s', (_, text, encoding) => {
    const read = importSecret(text, encoding)
    expect(!read.ok && read.failure.title).toBe('This is a key, not a shared secret')
  })

  it.each(['{"not":"a key"}', 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A', '-----BEGIN', '[1]', '{'])(
    'takes %j for the secret that it is',
    (text) => expect(octets(text, 'text')).toBe(text),
  )
})
