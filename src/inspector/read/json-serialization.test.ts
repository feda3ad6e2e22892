import { describe, expect, it } from 'vitest'
import { base64url, hs256, inspectAs } from '../token.fixture.ts'

const json = JSON.stringify
const part = (value: unknown) => base64url(json(value))
const payload = part({ iss: 'joe' })

describe('a JWS in JSON serialization', () => {
  it('flattened is read with its unprotected header', () => {
    const text = json({ payload, protected: part(hs256), header: { kid: 'a' }, signature: 'AAAA' })
    const read = inspectAs('jws', text)
    expect(read).toMatchObject({ serialization: 'flattened', label: 'Signed JWT', anomalies: [] })
    expect(read.claims?.members[0]).toMatchObject({ name: 'iss' })
    expect(read.signatures).toMatchObject([{ bytes: 3, headerPart: 0, unprotectedPart: 1 }])
    const pieces = read.parts.map(({ offset, length }) => text.slice(offset, offset + length))
    expect(pieces).toEqual([part(hs256), '{"kid":"a"}', payload, 'AAAA'])
    expect(read.parts.map(({ role }) => role)).toEqual([
      'header',
      'unprotected-header',
      'payload',
      'signature',
    ])
  })

  it('general has a signature for each entry', () => {
    const signatures = [
      { protected: part({ alg: 'RS256' }), signature: 'AAAA' },
      { header: { alg: 'ES256' }, signature: 'AAAAAA' },
      'no object',
    ]
    const read = inspectAs('jws', json({ payload, signatures }))
    expect(read.serialization).toBe('general')
    expect(read.signatures).toMatchObject([
      { bytes: 3, header: { members: [{ name: 'alg' }] }, unprotected: null },
      { bytes: 4, header: null, headerPart: null, unprotected: { members: [{ name: 'alg' }] } },
    ])
  })

  it('without a payload is detached', () => {
    const read = inspectAs('jws', json({ protected: part(hs256), signature: 'AAAA' }), {
      detachedPayload: 'beside it',
    })
    expect(read).toMatchObject({ detached: true, payload: { form: 'text', text: 'beside it' } })
  })

  it('says where its outer JSON is odd', () => {
    const text = `{"payload":"${payload}","header":{"alg":"HS256","x":{"n":1,"n":2}, "alg":"none"},"signature":"AA","signature":"AAAA"}`
    const read = inspectAs('jws', text)
    expect(read.anomalies).toEqual([
      {
        type: 'duplicate-name',
        name: 'n',
        depth: 1,
        place: { part: 0, pointer: '/x/n', text: range(text, '"n":2', 3) },
      },
      {
        type: 'duplicate-name',
        name: 'alg',
        depth: 0,
        place: { part: 0, pointer: '/alg', text: range(text, '"alg":"none"', 5) },
      },
      {
        type: 'duplicate-name',
        name: 'signature',
        depth: 0,
        place: { part: 0, text: range(text, '"signature":"AAAA"', 11) },
      },
    ])
    expect(read.parts[0]?.role).toBe('unprotected-header')
    expect(read.signatures[0]?.bytes).toBe(3)
  })

  it('with too many signatures is not read on', () => {
    const signatures = Array.from({ length: 1001 }, () => ({ signature: 'AAAA' }))
    expect(inspectAs('malformed', json({ payload, signatures })).problem).toContain('1000')
  })

  const range = (text: string, piece: string, length: number) => {
    const start = text.indexOf(piece)
    return { start, end: start + length }
  }
})

describe('a JWE', () => {
  const header = { alg: 'RSA-OAEP-256', enc: 'A256GCM' }
  const compactJwe = (protectedHeader: unknown) =>
    [part(protectedHeader), 'AAAA', 'AAAAAA', 'AAAAAAAA', 'AA'].join('.')

  it('compact shows its header and the sizes of its parts', () => {
    const read = inspectAs('jwe', compactJwe(header))
    expect(read).toMatchObject({
      label: 'Encrypted token (JWE)',
      serialization: 'compact',
      claims: null,
      payload: { form: 'absent' },
      recipients: [
        { part: 1, algorithm: 'RSA-OAEP-256', opensWith: "the recipient's RSA private key" },
      ],
    })
    expect(read.parts.map(({ role, bytes }) => [role, bytes])).toEqual([
      ['header', header.alg.length + header.enc.length + 19],
      ['encrypted-key', 3],
      ['iv', 4],
      ['ciphertext', 6],
      ['tag', 1],
    ])
  })

  it.each([
    ['dir', 'the shared A256GCM key itself'],
    ['RSA1_5', "the recipient's RSA private key"],
    ['ECDH-ES+A128KW', "the recipient's EC, X25519 or X448 private key"],
    ['A192KW', 'the shared AES key of 192 bits'],
    ['A256GCMKW', 'the shared AES key of 256 bits'],
    ['PBES2-HS256+A128KW', 'the password'],
    ['HPKE-0', 'a key of an unknown kind'],
  ])('with alg %s says that %s opens it', (alg, opensWith) => {
    expect(inspectAs('jwe', compactJwe({ ...header, alg })).recipients).toMatchObject([
      { opensWith },
    ])
  })

  it('without an encrypted key has none', () => {
    const text = [part({ alg: 'dir', enc: 'A256GCM' }), '', 'AAAA', 'AAAA', 'AA'].join('.')
    expect(inspectAs('jwe', text).recipients[0]?.part).toBeNull()
  })

  it('holds claims or a token once it is decrypted', () => {
    const claims = inspectAs('jwe', compactJwe(header), { decrypted: '{"iss":"joe"}' })
    expect(claims).toMatchObject({ payload: { form: 'json' }, nested: null })
    expect(claims.claims?.members).toHaveLength(1)
    const inner = `${part(hs256)}.${payload}.AAAA`
    const token = inspectAs('jwe', compactJwe(header), { decrypted: inner })
    expect(token).toMatchObject({ payload: { form: 'token' }, nested: { kind: 'jws' } })
    const text = inspectAs('jwe', compactJwe(header), { decrypted: 'hello' })
    expect(text).toMatchObject({ payload: { form: 'text', text: 'hello' }, nested: null })
  })

  it('general joins the headers of each recipient', () => {
    const read = inspectAs(
      'jwe',
      json({
        protected: part({ enc: 'A128GCM' }),
        unprotected: { jku: 'https://example.org' },
        recipients: [
          { header: { alg: 'dir' } },
          { header: { alg: 'A128KW' }, encrypted_key: 'AAAA' },
        ],
        iv: 'AAAA',
        ciphertext: 'AAAA',
        tag: 'AAAA',
        aad: 'AAAA',
      }),
    )
    expect(read).toMatchObject({
      serialization: 'general',
      unprotected: { members: [{ name: 'jku' }] },
      recipients: [
        { part: null, algorithm: 'dir', opensWith: 'the shared A128GCM key itself' },
        { algorithm: 'A128KW', unprotected: { members: [{ name: 'alg' }] } },
      ],
    })
    expect(read.parts.map(({ role }) => role)).toEqual([
      'header',
      'unprotected-header',
      'unprotected-header',
      'unprotected-header',
      'encrypted-key',
      'iv',
      'additional-data',
      'ciphertext',
      'tag',
    ])
  })

  it('flattened is read from one object', () => {
    const text = json({ protected: part(header), encrypted_key: 'AAAA', ciphertext: 'AA' })
    expect(inspectAs('jwe', text)).toMatchObject({
      serialization: 'flattened',
      recipients: [{ algorithm: 'RSA-OAEP-256' }],
    })
  })
})
