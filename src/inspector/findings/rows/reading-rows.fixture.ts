import { base64url, claims, flattened, jwt, part, type Row } from './mint.fixture.ts'

const [head = '', body = '', tail = ''] = jwt().split('.')

export const readingRows: readonly Row[] = [
  {
    id: 'token-malformed',
    raises: { text: `${head}.${body}` },
    spares: { text: `${head}.${body}.${tail}` },
  },
  {
    id: 'payload-not-object',
    raises: { text: jwt([claims]) },
    spares: { text: jwt({}) },
    says: /a JSON array/,
  },
  {
    id: 'payload-not-object',
    raises: { text: jwt('Hello.') },
    // A JWS without a type may hold anything.
    spares: { text: jwt('Hello.', { bare: true, header: { alg: 'ES256' } }) },
  },
  {
    id: 'payload-not-object',
    raises: { text: jwt('12') },
    spares: { text: flattened({ alg: 'ES256' }, '12') },
  },
  {
    id: 'payload-not-object',
    raises: { text: jwt('[1]', { bare: true, header: { alg: 'ES256' } }) },
    spares: { text: jwt('[1]', { header: { typ: 'JOSE' } }) },
  },
  {
    id: 'payload-not-object',
    raises: { text: `${head}.${part('42')}.${tail}` },
    // Unencoded, this is text that happens to be JSON.
    spares: { text: `${part({ alg: 'ES256', b64: false, crit: ['b64'] })}.42.${tail}` },
  },
  {
    id: 'duplicate-names',
    raises: { text: jwt('{"sub": "a", "sub": "b"}') },
    spares: { text: jwt('{"sub": "a", "Sub": "b"}') },
    says: /"sub"/,
  },
  {
    id: 'duplicate-names',
    raises: { text: jwt(claims, { header: '{"alg":"none","alg":"ES256"}' }) },
    spares: { text: jwt(claims, { header: '{"alg":"ES256","typ":"JWT"}' }) },
  },
  {
    id: 'duplicate-names',
    severity: 'warning',
    raises: { text: jwt('{"act": {"sub": "a", "sub": "b"}}') },
    spares: { text: jwt('{"act": {"sub": "a"}, "sub": "b"}') },
  },
  {
    id: 'duplicate-names',
    raises: { text: flattened({ alg: 'ES256' }).replace('{', '{"payload":"",') },
    spares: { text: flattened({ alg: 'ES256' }).replace('{', '{"Payload":"",') },
    says: /^Token repeats "payload"/,
  },
  {
    id: 'characters-outside-jwt',
    raises: { text: `${head}.${part('{"a":1}')}=.${tail}` },
    spares: { text: `${head}.${part('{"a":1}')}.${tail}` },
    says: /padding/,
  },
  {
    id: 'characters-outside-jwt',
    raises: { text: `${head}.${body}.${tail.slice(0, -2)}+/` },
    spares: { text: `${head}.${body}.${tail.slice(0, -2)}-_` },
  },
  {
    id: 'base64url-noncanonical',
    // One byte takes two characters and leaves four bits, so QQ and QR both decode to "A".
    raises: { text: jwt(claims, { header: { alg: 'HS256' }, signature: 'QR' }) },
    spares: { text: jwt(claims, { header: { alg: 'HS256' }, signature: 'QQ' }) },
  },
  {
    id: 'byte-order-mark',
    raises: { text: jwt(`\ufeff${JSON.stringify(claims)}`) },
    spares: { text: jwt(` ${JSON.stringify(claims)}`) },
  },
  {
    id: 'json-invalid',
    raises: { text: jwt('{"sub": }') },
    spares: { text: jwt('{"sub": null}') },
  },
  {
    id: 'json-trailing-text',
    raises: { text: jwt('{"sub": "a"}{"sub": "b"}') },
    spares: { text: jwt('{"sub": "a"}\n ') },
  },
  {
    id: 'json-too-deep',
    raises: { text: jwt(`{"a": ${'['.repeat(64)}${']'.repeat(64)}}`) },
    spares: { text: jwt(`{"a": ${'['.repeat(63)}${']'.repeat(63)}}`) },
  },
  {
    id: 'utf8-invalid',
    raises: { text: `${head}.${base64url(Buffer.from('{"sub":"\xe9"}', 'latin1'))}.${tail}` },
    spares: { text: `${head}.${base64url('{"sub":"\xe9"}')}.${tail}` },
  },
  {
    id: 'number-inexact',
    raises: { text: jwt('{"id": 12345678901234567890}') },
    spares: { text: jwt('{"id": 9007199254740991, "half": 0.5}') },
    says: /12345678901234567890/,
  },
  {
    id: 'lone-surrogate',
    raises: { text: jwt('{"sub": "\\ud83d"}') },
    spares: { text: jwt('{"sub": "\\ud83d\\ude00"}') },
  },
]
