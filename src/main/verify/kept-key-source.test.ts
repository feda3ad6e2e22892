import { createPrivateKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeCertificate } from './certificate.fixture.ts'
import { keptKeySource } from './kept-key-source.ts'
import { keyFor } from './key.fixture.ts'

const kept = (text: string): string => {
  const source = keptKeySource({ from: 'pasted', text })
  if (!source.ok || source.value.from !== 'pasted') throw new Error('not kept')
  return source.value.text
}

describe('the key source that a provider keeps', () => {
  it.each(['RS256', 'ES256', 'Ed25519'])('holds the public half of a private %s key', (kind) => {
    const jwk = { ...keyFor(kind), kid: 'one' }
    const privateParts = [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].filter(
      (part) => part !== undefined,
    )
    expect(privateParts).not.toEqual([])
    const pem = createPrivateKey({ key: jwk, format: 'jwk' })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString()
    for (const text of [JSON.stringify(jwk), pem]) {
      expect(kept(text)).toContain(jwk.x ?? jwk.n)
      for (const part of privateParts) expect(kept(text)).not.toContain(part)
    }
    expect(kept(JSON.stringify(jwk))).toContain('"kid":"one"')
  })

  describe('holds the certificates that the keys came from', () => {
    const [first, second] = [
      makeCertificate({ name: 'First' }),
      makeCertificate({ name: 'Second' }),
    ]
    const privatePem = first.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const privateDer = first.privateKey.export({ type: 'pkcs8', format: 'der' })
    const secret = privateDer.toString('base64').slice(40, 80)

    it('whose dates a bare key would lose', () => {
      expect(kept(first.pem + second.pem)).toBe(first.pem + second.pem)
      expect(kept(first.x5c)).toBe(first.pem)
      const byId = { a: first.pem, b: second.pem }
      expect(JSON.parse(kept(JSON.stringify(byId)))).toEqual(byId)
    })

    it.each([
      ['around them', `password: hunter2\n${first.pem}\n# hunter2`],
      ['inside the armour', first.pem.replace('-----END', '- hunter2\n-----END')],
      ['behind the bytes', Buffer.concat([first.der, privateDer]).toString('base64')],
      ['in a bundle in base64', Buffer.from(first.pem + privatePem).toString('base64')],
      ['first in that bundle', Buffer.from(privatePem + first.pem).toString('base64')],
      [
        'in an armour that does not end',
        `-----BEGIN CERTIFICATE----- x\n${privatePem}${first.pem}`,
      ],
    ])('and nothing %s', (_, text) => {
      const source = keptKeySource({ from: 'pasted', text })
      const said = JSON.stringify(source)
      expect(said).not.toContain('hunter2')
      expect(said.replaceAll('\\n', '')).not.toContain(secret)
      if (source.ok) expect(source.value).toEqual({ from: 'pasted', text: first.pem })
    })

    it('but the public keys where a bare key is beside them', () => {
      expect(privatePem.replaceAll('\n', '')).toContain(secret)
      const { keys } = JSON.parse(kept(first.pem + privatePem)) as { keys: object[] }
      expect(keys).toHaveLength(2)
      for (const key of keys) expect(key).not.toHaveProperty('d')
    })
  })

  it('leaves shared secrets out of a set, and is refused where nothing else is in it', () => {
    const [secret, key] = [keyFor('HS256'), keyFor('RS256')]
    expect(kept(JSON.stringify({ keys: [secret, key] }))).not.toContain(secret.k)
    expect(keptKeySource({ from: 'pasted', text: JSON.stringify(secret) })).toMatchObject({
      ok: false,
      failure: { title: 'A shared secret is not saved for verifying' },
    })
  })

  it('is refused where it is no key', () =>
    expect(keptKeySource({ from: 'pasted', text: 'hunter2' })).toMatchObject({ ok: false }))

  it.each([
    { from: 'jwks-url', url: 'https://issuer.example/jwks' },
    { from: 'issuer', issuer: 'https://issuer.example' },
    { from: 'jwks-url', url: 'demo:' },
    { from: 'jwks-url', url: 'http://127.0.0.1:8080/jwks' },
  ] as const)('stays as it is where it is an address: %o', (source) =>
    expect(keptKeySource(source)).toEqual({ ok: true, value: source }),
  )

  it.each([
    'http://issuer.example/jwks',
    'https://user:password@issuer.example/jwks',
    'https://user@issuer.example/jwks',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'issuer.example',
    '',
  ])('is refused where its address could not be fetched: %s', (address) => {
    const refused = { ok: false, failure: { kind: 'invalid-input' } }
    expect(keptKeySource({ from: 'jwks-url', url: address })).toMatchObject(refused)
    expect(keptKeySource({ from: 'issuer', issuer: address })).toMatchObject(refused)
  })

  it.each(['https://issuer.example/?x=1', 'https://issuer.example/#a'])(
    'is refused where it is no issuer: %s',
    (issuer) =>
      expect(keptKeySource({ from: 'issuer', issuer })).toMatchObject({
        ok: false,
        failure: { kind: 'invalid-input' },
      }),
  )
})
