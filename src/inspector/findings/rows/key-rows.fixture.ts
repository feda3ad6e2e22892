import { createHash, createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { base64url, claims, jwt, type KeySample, now, part, type Row } from './mint.fixture.ts'

function hs256(secret: string): string {
  const signed = `${part({ alg: 'HS256', typ: 'JWT', kid: 'k1' })}.${part(claims)}`
  return `${signed}.${base64url(createHmac('sha256', secret).update(signed).digest())}`
}

const strong = 'as many bytes as the hash: 32...'
const weak = strong.slice(1)
const listed = 'my-32-character-ultra-secure-and-ultra-long-secret'

const withSecret = (text: string, secret = strong): KeySample => ({
  text,
  keySource: { from: 'secret', text: secret, encoding: 'text' },
})

const publicKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()
const own = publicKey()
const other = publicKey()
const keys = [own, other, publicKey()]

const withKeys = (text: string, candidates: readonly KeyObject[]): KeySample => {
  const set = { keys: candidates.map((key) => key.export({ format: 'jwk' })) }
  return { text, keySource: { from: 'pasted', text: JSON.stringify(set) } }
}

const unnamed = jwt(claims, { header: { kid: undefined } })

/** A self-signed X.509 certificate over P-256, valid until the end of 2048. */
const certificate =
  'MIIBHjCBxqADAgECAgQHrTcwMAoGCCqGSM49BAMCMA8xDTALBgNVBAMMBFRlc3QwHhcNMjYxMTIxMDUwODU4WhcNNDgxMjMx' +
  'MDUwODU4WjAPMQ0wCwYDVQQDDARUZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEpBqr28ZRrtY1RORHxfLzvfB8Mw5p' +
  'QNf8sE+fKpLX7gRFZAB+anKImpW+YCQYnkMeRZIPhQc2HDN4oPYKORQJP6MQMA4wDAYDVR0TAQH/BAIwADAKBggqhkjOPQQD' +
  'AgNHADBEAiA4kPjV9FmVJ0yNOcCqmB6IwdqqtZIiOESLGABTbsanRwIgeRk+ILXxz4Xeh3S+3wUUfJllDam491f7oQp0ysDn' +
  'aXg='

const thumbprint = (der: Uint8Array): string => base64url(createHash('sha256').update(der).digest())

const certified = (der: Uint8Array, nowSeconds = now): KeySample => ({
  text: jwt(claims, { header: { x5c: [certificate], 'x5t#S256': thumbprint(der) } }),
  keySource: { from: 'token', parameter: 'x5c' },
  nowSeconds,
})

const der = Buffer.from(certificate, 'base64')

/** Findings that need a key. The test of `src/main/verify` verifies these tokens. */
export const keyRows: readonly Row<KeySample>[] = [
  {
    id: 'hmac-weak-secret',
    raises: withSecret(hs256(weak), weak),
    spares: withSecret(hs256(strong)),
    says: /31 bytes, 32 are required/,
  },
  {
    id: 'hmac-weak-secret',
    raises: withSecret(hs256(listed)),
    spares: withSecret(hs256(weak)),
    says: /list of well-known secrets/,
  },
  {
    id: 'hmac-weak-secret',
    raises: withSecret(hs256('')),
    spares: withSecret(jwt()),
    says: /empty/,
  },
  {
    id: 'hmac-public-key',
    raises: withKeys(hs256(pem(own)), [own]),
    spares: withKeys(hs256(pem(other)), [own]),
    says: /SPKI as PEM/,
  },
  {
    id: 'kid-missing',
    raises: withKeys(unnamed, [own, other]),
    spares: withKeys(unnamed, [own]),
    says: /2 keys/,
  },
  {
    id: 'kid-missing',
    raises: withKeys(unnamed, keys),
    spares: withKeys(jwt(), keys),
    says: /3 keys/,
  },
  {
    id: 'x5c-mismatch',
    raises: certified(der.subarray(1)),
    spares: certified(der),
    says: /x5t#S256/,
  },
  {
    id: 'x5c-mismatch',
    raises: certified(der, Date.UTC(2049, 0) / 1000),
    spares: certified(der, Date.UTC(2048, 11) / 1000),
    says: /expired/,
  },
]
