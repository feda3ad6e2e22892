import { createHmac, createPublicKey, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { KeySource } from '../../shared/verification-request.ts'
import { makeCertificate } from './certificate.fixture.ts'
import { jwkShape, publicHalf } from './key.ts'
import { keyFor, sign } from './key.fixture.ts'
import { pasted, secret, verify } from './verify.fixture.ts'
import { wellKnownSecrets } from './well-known-secrets.ts'

const strong = keyFor('HS256')
/** HMAC with any secret: jose would refuse to make some of these. */
function hs256(secret: string | Buffer, alg = 'HS256', payloadBytes = 2): string {
  const payload = Buffer.from(`{${' '.repeat(payloadBytes - 2)}}`).toString('base64url')
  const input = `${Buffer.from(JSON.stringify({ alg })).toString('base64url')}.${payload}`
  const hash = alg.replace('HS', 'sha')
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`
}

const ids = async (token: string, ...keys: unknown[]) =>
  (await verify(token, pasted(...keys))).findings.map(({ id }) => id)

describe('well-known secrets', () => {
  it('are several hundred, each once', () => {
    expect(wellKnownSecrets.length).toBeGreaterThan(500)
    expect(new Set(wellKnownSecrets).size).toBe(wellKnownSecrets.length)
    expect(wellKnownSecrets.every((secret) => secret.length > 0)).toBe(true)
  })

  it.each(['secret', 'your-256-bit-secret', 'keyboard cat', 'пароль', 'secret key', 'パスワード'])(
    'are found whatever key was given: %s',
    async (secret) => {
      for (const alg of ['HS256', 'HS512']) {
        const { facts, findings, verdict } = await verify(hs256(secret, alg), pasted(strong))
        expect(verdict).toBe('invalid')
        expect(facts.hmac).toMatchObject({ wellKnown: 'listed', secretBytes: null })
        expect(findings.map(({ id }) => id)).toContain('hmac-weak-secret')
      }
    },
  )

  it('include the empty one', async () => {
    const { facts } = await verify(hs256(''), pasted(strong))
    expect(facts.hmac?.wellKnown).toBe('empty')
  })

  it('do not include others', async () => {
    const { facts, findings } = await verify(await sign('HS256', {}, strong), pasted(strong))
    expect(facts.hmac).toEqual({
      secretBytes: 32,
      requiredBytes: 32,
      wellKnown: 'no',
      publicKeyEncoding: null,
    })
    expect(findings).toEqual([])
  })

  it('are not tried on megabytes, which is said', async () => {
    const token = await sign('HS256', 'x'.repeat(1024 * 1024), strong)
    const tried = async (source: KeySource) => {
      const { facts, signatures } = await verify(token, source)
      const checks = signatures[0]?.checks.filter(({ outcome }) => outcome === 'not-checked')
      return [facts.hmac?.wellKnown, checks?.map(({ text }) => text)]
    }
    expect(await tried(pasted(keyFor('HS256', 'a stranger')))).toEqual([
      'not-tried',
      ['Well-known secrets were not tried: the token is over 1 MiB.'],
    ])
    expect(await tried(pasted(strong))).toEqual(['no', []])
  })

  it('are not tried where many signatures make it megabytes', async () => {
    const [protectedHeader, payload, signature] = hs256('secret', 'HS256', 500_000).split('.')
    const one = { protected: protectedHeader, signature }
    const wellKnown = async (signatures: object[]) => {
      const token = JSON.stringify({ payload, signatures })
      return (await verify(token, pasted(strong))).facts.hmac?.wellKnown
    }
    expect(await wellKnown([one])).toBe('listed')
    expect(await wellKnown([one, one, one])).toBe('not-tried')
  })

  it('leave a turn to whatever else waits while they are tried', async () => {
    let turns = 0
    let waiting = setImmediate(function wait() {
      turns += 1
      waiting = setImmediate(wait)
    })
    const { facts } = await verify(hs256(strong.k ?? '', 'HS256', 100_000), pasted(strong))
    clearImmediate(waiting)
    expect(facts.hmac?.wellKnown).toBe('no')
    expect(turns).toBeGreaterThan(15)
  })

  it('are told where one was given', async () => {
    const { facts, verdict } = await verify(hs256('secret'), secret('secret'))
    expect([verdict, facts.hmac?.wellKnown]).toEqual(['matches-but-not-legal', 'listed'])
  })
})

describe('the text of a public key as a secret', () => {
  const rsa = publicHalf(keyFor('RS256'))
  const ec = publicHalf(keyFor('ES256'))
  const certificate = makeCertificate({ name: 'Test' })
  const keyOf = (jwk: typeof rsa): KeyObject => createPublicKey({ key: jwk, format: 'jwk' })
  const pem = (jwk: typeof rsa, type: 'spki' | 'pkcs1') =>
    keyOf(jwk).export({ type, format: 'pem' }).toString()
  const der = (jwk: typeof rsa, type: 'spki' | 'pkcs1') =>
    keyOf(jwk).export({ type, format: 'der' })

  it.each<[string, typeof rsa, string | Buffer]>([
    ['SPKI as PEM', rsa, pem(rsa, 'spki')],
    ['SPKI as PEM', rsa, pem(rsa, 'spki').trimEnd()],
    ['SPKI as PEM', ec, pem(ec, 'spki')],
    ['PKCS#1 as PEM', rsa, pem(rsa, 'pkcs1')],
    ['PKCS#1 as DER', rsa, der(rsa, 'pkcs1')],
    ['SPKI as DER', ec, der(ec, 'spki')],
    ['SPKI in base64', rsa, der(rsa, 'spki').toString('base64')],
    ['the text as given', rsa, JSON.stringify(rsa)],
  ])('is found: %s', async (encoding, jwk, secret) => {
    const { verdict, facts, findings, text } = await verify(hs256(secret), pasted(jwk))
    expect(verdict).toBe('invalid')
    expect(text).toBe('The text of the public key was used as the secret.')
    expect(facts.hmac?.publicKeyEncoding).toBe(encoding)
    expect(findings.map(({ id }) => id)).toContain('hmac-public-key')
  })

  it('is found among the keys of a set, and for certificates', async () => {
    const token = hs256(pem(ec, 'spki'))
    expect(await ids(token, rsa, strong, ec)).toContain('hmac-public-key')
    const source = { from: 'pasted', text: certificate.pem } as const
    const { findings } = await verify(hs256(certificate.pem), source)
    expect(findings.map(({ id }) => id)).toContain('hmac-public-key')
  })

  it('is not claimed of another secret, nor of another key', async () => {
    expect(await ids(await sign('HS256', {}, strong), rsa, ec, strong)).not.toContain(
      'hmac-public-key',
    )
    expect(await ids(hs256(pem(ec, 'spki')), rsa)).not.toContain('hmac-public-key')
    const bare = jwkShape.parse({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' })
    expect(await ids(await sign('HS256', {}, strong), bare)).not.toContain('hmac-public-key')
  })
})
