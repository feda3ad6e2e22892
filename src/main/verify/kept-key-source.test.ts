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

  it('stays a certificate, whose dates a bare key would lose, and nothing of what is around it', () => {
    const [first, second] = [1, 2].map(() => makeCertificate({ name: 'Leaf' }))
    if (!first || !second) throw new Error('two were made')
    expect(kept(`password: hunter2\n${first.pem}\n${second.pem}`)).toBe(
      `${first.pem.trim()}\n${second.pem.trim()}`,
    )
    expect(kept(first.x5c)).toBe(first.x5c)
    const byId = { a: first.pem.trim(), b: second.pem.trim() }
    expect(JSON.parse(kept(JSON.stringify(byId)))).toEqual(byId)
    // A private key beside it is kept as its public half, and so is the certificate's.
    const pem = first.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    expect(JSON.parse(kept(`${first.pem}\n${pem}`))).toMatchObject({ keys: [{}, {}] })
    expect(kept(`${first.pem}\n${pem}`)).not.toContain('"d"')
  })

  it('leaves shared secrets out of a set, and is refused where nothing else is in it', () => {
    const [secret, key] = [keyFor('HS256'), keyFor('RS256')]
    expect(kept(JSON.stringify({ keys: [secret, key] }))).not.toContain(secret.k)
    expect(keptKeySource({ from: 'pasted', text: JSON.stringify(secret) })).toMatchObject({
      ok: false,
      failure: { title: 'A shared secret is not kept to verify with' },
    })
  })

  it('is refused where it is no key', () =>
    expect(keptKeySource({ from: 'pasted', text: 'hunter2' })).toMatchObject({ ok: false }))

  it.each([
    { from: 'jwks-url', url: 'https://issuer.example/jwks' },
    { from: 'issuer', issuer: 'https://issuer.example' },
  ] as const)('stays as it is where it is an address: %o', (source) =>
    expect(keptKeySource(source)).toEqual({ ok: true, value: source }),
  )
})
