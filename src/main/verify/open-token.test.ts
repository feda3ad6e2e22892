import { base64url, CompactEncrypt, GeneralEncrypt } from 'jose'
import { describe, expect, it } from 'vitest'
import type { KeySource } from '../../shared/verification-request.ts'
import { publicHalf } from './key.ts'
import { encrypt, keyFor, sign } from './key.fixture.ts'
import { decryptToken } from './decrypt-token.ts'
import { decrypt, inputOf, pasted, secret, tools } from './verify.fixture.ts'

const key = keyFor('A128KW')
const encoded = new TextEncoder()

/** With another header in front: opening then fails, if anything is tried at all. */
async function withHeader(header: object) {
  const token = await encrypt('A128KW', 'A128GCM', {}, key)
  return [base64url.encode(JSON.stringify(header)), ...token.split('.').slice(1)].join('.')
}

describe('decryptToken', () => {
  it('says that opening verifies nothing', async () => {
    const token = await encrypt('A128KW', 'A128GCM', { sub: 'someone' }, key)
    const { outcome, text, checks } = await decrypt(token, pasted(key))
    expect(outcome).toBe('decrypted')
    expect(text).toContain('The sender is not authenticated')
    expect(checks).toMatchObject([
      { what: 'text', outcome: 'passed' },
      { what: 'signature', outcome: 'not-checked' },
    ])
  })

  it('reads a token inside, unverified', async () => {
    const inner = await sign('HS256', { sub: 'someone' })
    const token = await encrypt('A128KW', 'A128GCM', inner, key, { cty: 'JWT' })
    const { inspection } = await decrypt(token, pasted(key))
    expect(inspection).toMatchObject({
      kind: 'jwe',
      nested: { kind: 'jws' },
      payload: { form: 'token' },
    })
  })

  it('counts what is no text', async () => {
    const jwe = await new CompactEncrypt(new Uint8Array([0xff, 0xfe, 0x00]))
      .setProtectedHeader({ alg: 'A128KW', enc: 'A128GCM' })
      .encrypt(base64url.decode(key.k ?? ''))
    const { outcome, text, inspection } = await decrypt(jwe, pasted(key))
    expect([outcome, inspection]).toEqual(['decrypted', null])
    expect(text).toBe('Decrypted: 3 bytes that are not text.')
  })

  it('opens with a password', async () => {
    const password = { kty: 'oct', k: Buffer.from('a password').toString('base64url') }
    const token = await encrypt('PBES2-HS256+A128KW', 'A128GCM', {}, password)
    expect((await decrypt(token, secret('a password'))).outcome).toBe('decrypted')
    expect((await decrypt(token, secret('A password'))).outcome).toBe('failed')
  })

  it('computes no more rounds than are sensible', async () => {
    const header = { alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s: 'AAAAAAAAAAA', p2c: 1_200_001 }
    const { outcome, text, facts } = await decrypt(await withHeader(header), secret('a password'))
    expect(outcome).toBe('failed')
    expect(text).toContain('1200001 rounds')
    expect(facts.pbes2Count).toBe(1_200_001)
    const odd = await withHeader({ ...header, p2c: '5' })
    expect((await decrypt(odd, secret('a password'))).outcome).toBe('failed')
  })

  it.each([
    [249_999, 'decrypted'],
    [250_000, 'decrypted'],
    [250_001, 'failed'],
    [20_000_000, 'failed'],
  ])('unpacks %i bytes: %s', async (bytes, outcome) => {
    const jwe = await new CompactEncrypt(encoded.encode(' '.repeat(bytes)))
      .setProtectedHeader({ alg: 'A128KW', enc: 'A128GCM', zip: 'DEF' })
      .encrypt(base64url.decode(key.k ?? ''))
    const decryption = await decrypt(jwe, pasted(key))
    expect(decryption.outcome).toBe(outcome)
    expect(decryption.facts.zip).toBe('DEF')
    if (outcome === 'failed') expect(decryption.text).toContain('larger than 250000 bytes')
  })

  it('tells each recipient apart', async () => {
    const rsa = { ...keyFor('RSA-OAEP'), kid: 'r' }
    const jwe = new GeneralEncrypt(encoded.encode('{}')).setProtectedHeader({ enc: 'A128GCM' })
    jwe.addRecipient(publicHalf(rsa)).setUnprotectedHeader({ alg: 'RSA-OAEP', kid: 'r' })
    jwe.addRecipient(base64url.decode(key.k ?? '')).setUnprotectedHeader({ alg: 'A128KW' })
    const token = JSON.stringify(await jwe.encrypt())
    const outcomes = async (source: KeySource) => {
      const { outcome, recipients } = await decrypt(token, source)
      return [outcome, ...recipients.map((recipient) => recipient.outcome)]
    }
    expect(await outcomes(pasted(rsa))).toEqual(['decrypted', 'decrypted', 'no-key'])
    expect(await outcomes(pasted(key))).toEqual(['decrypted', 'no-key', 'decrypted'])
    expect(await outcomes(pasted(rsa, key))).toEqual(['decrypted', 'decrypted', 'decrypted'])
    expect(await outcomes(pasted(keyFor('ES256')))).toEqual(['cannot-check', 'no-key', 'no-key'])
  })

  it.each([
    [{ use: 'sig' }, 'The "use" of the key is not "enc".'],
    [{ alg: 'A256KW' }, 'The key is for "A256KW" only, but the header says A128KW.'],
    [{ key_ops: ['encrypt'] }, 'The "key_ops" of the key do not include "decrypt".'],
    [{ k: 'AAAA' }, 'A128KW needs a secret of 16 bytes, but this one has 3 bytes.'],
  ])('does not use a key with %j', async (change, text) => {
    const token = await encrypt('A128KW', 'A128GCM', {}, key)
    const decryption = await decrypt(token, pasted({ ...key, ...change }))
    expect([decryption.outcome, decryption.text]).toEqual(['cannot-check', text])
  })

  it('uses a content encryption key that says so', async () => {
    const direct = keyFor('A256GCM')
    const token = await encrypt('dir', 'A256GCM', {}, direct)
    for (const alg of ['A256GCM', 'dir']) {
      expect((await decrypt(token, pasted({ ...direct, alg }))).outcome).toBe('decrypted')
    }
    expect((await decrypt(token, pasted({ ...direct, alg: 'A256KW' }))).outcome).toBe(
      'cannot-check',
    )
  })

  it.each([
    { alg: 'A128KW', enc: 'A128GCM', crit: ['x'], x: 1 },
    { alg: 'A128KW', enc: 'A128GCM', crit: ['b64'], b64: true },
    { alg: 7, enc: 'A128GCM' },
  ])('opens nothing under %j', async (header) =>
    expect((await decrypt(await withHeader(header), pasted(key))).outcome).toBe('failed'),
  )

  it.each([
    [2, 'incomplete'],
    [3, 'incomplete'],
    [4, 'incomplete'],
  ])('misses part %i', async (index, outcome) => {
    const parts = (await encrypt('A128KW', 'A128GCM', {}, key)).split('.')
    parts[index] = ''
    expect((await decrypt(parts.join('.'), pasted(key))).outcome).toBe(outcome)
  })

  it.each([
    ['some words', 'cannot-check'],
    ['eyJhbGciOiJub25lIn0.e30.', 'cannot-check'],
    ['eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0.a.b', 'incomplete'],
  ])('has nothing to open in "%s"', async (text, outcome) =>
    expect((await decrypt(text, pasted(key))).outcome).toBe(outcome),
  )

  it('leaves values that are tokens behind where the token is stored', async () => {
    const inner = await sign('HS256', { sub: 'someone' })
    const token = await encrypt('A128KW', 'A128GCM', { access: inner }, key)
    const open = async (maskTokens: boolean) => {
      const request = { keySource: pasted(key) }
      const answer = await decryptToken(request, inputOf(token, { maskTokens }), tools)
      return JSON.stringify(answer)
    }
    expect(await open(false)).toContain(inner)
    expect(await open(true)).not.toContain(inner.slice(-20))
  })
})
