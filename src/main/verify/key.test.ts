import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { describeKey, jwkShape, type Key, publicHalf, rsaModulusBits } from './key.ts'

const keyOf = (jwk: object): Key => ({
  jwk: jwkShape.parse(jwk),
  origin: 'the text',
  written: null,
  alone: true,
})

describe('describeKey', () => {
  it('gives the thumbprint of RFC 7638 section 3.1', async () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw'
    const described = await describeKey(keyOf({ kty: 'RSA', n, e: 'AQAB', kid: '2011-04-29' }))
    expect(described).toEqual({
      label: 'RSA, 2048 bits',
      keyId: '2011-04-29',
      thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
      origin: 'the text',
    })
  })

  it('gives none for a shared secret', async () => {
    expect(await describeKey(keyOf({ kty: 'oct', k: 'AAAA' }))).toMatchObject({
      label: 'shared secret, 3 bytes',
      thumbprint: null,
    })
  })

  it('survives keys that are none', async () => {
    for (const jwk of [
      { kty: 'RSA' },
      { kty: 'EC' },
      { kty: 'OKP' },
      { kty: 'AKP' },
      { kty: 'oct' },
      { kty: '' },
    ]) {
      expect((await describeKey(keyOf(jwk))).thumbprint).toBeNull()
    }
  })
})

describe('publicHalf', () => {
  it.each([
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('ml-dsa-44'),
  ])('keeps nothing private', ({ privateKey, publicKey }) => {
    const jwk = jwkShape.parse({
      ...privateKey.export({ format: 'jwk' }),
      kid: 'a',
      key_ops: ['sign'],
    })
    expect(publicHalf(jwk)).toEqual({ ...publicKey.export({ format: 'jwk' }), kid: 'a' })
  })

  it('leaves public keys and shared secrets as they are', () => {
    const secret = { kty: 'oct', k: 'AAAA', key_ops: ['verify'] }
    expect(publicHalf(secret)).toEqual(secret)
  })
})

describe('rsaModulusBits', () => {
  it.each([
    [Buffer.alloc(256, 0xff), 2048],
    [Buffer.concat([Buffer.from([0]), Buffer.alloc(256, 0xff)]), 2048],
    [Buffer.concat([Buffer.from([0x7f]), Buffer.alloc(127)]), 1023],
    [Buffer.from([1]), 1],
    [Buffer.from([0]), null],
    [Buffer.alloc(0), null],
  ])('counts significant bits', (modulus, bits) =>
    expect(rsaModulusBits({ kty: 'RSA', n: modulus.toString('base64url') })).toBe(bits),
  )
})
