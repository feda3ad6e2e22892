import { expect, it } from 'vitest'
import { isPublicKey } from './public-key.ts'

it.each([
  [true, '-----BEGIN PUBLIC KEY-----\nMII'],
  [true, '-----BEGIN CERTIFICATE-----\nMII'],
  [true, '{"keys":[{"kty":"RSA","n":"a","e":"AQAB"}]}'],
  [false, '-----BEGIN PRIVATE KEY-----\nMII'],
  [false, '-----BEGIN PUBLIC KEY-----\n-----BEGIN EC PRIVATE KEY-----'],
  [false, '{"kty":"EC","x":"a","y":"b","d":"c"}'],
  [false, '{"kty":"oct","k":"c"}'],
  [false, 'MIIEvQIBADANBg'],
  [false, ''],
])('is %s for %j', (isPublic, text) => expect(isPublicKey(text)).toBe(isPublic))
