import { createLocalJWKSet, jwtVerify, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { seed } from './demo-server.fixture.ts'
import { memoryKeyStore } from './index.ts'
import { createSigningKeys, type KeyStore, type SigningKeys } from './signing-keys.ts'

const otherSeed = new Uint8Array(32).fill(9)
const kinds = ['hmac', 'ec', 'rsa'] as const
const nowMs = 1_800_000_000_000
const exp = nowMs / 1000 + 60

const keysOf = (store: KeyStore = memoryKeyStore(), from = seed): SigningKeys =>
  createSigningKeys(from, store)

describe('signing keys', () => {
  it.each(kinds)('%s: reads what it signed, in a later run too', async (kind) => {
    const store = memoryKeyStore()
    const token = await keysOf(store)[kind]('a').sign({ exp, jti: 'one' })
    const reading = await keysOf(store)[kind]('a').read(token, nowMs)
    expect(reading).toEqual({ state: 'valid', claims: { exp, jti: 'one' } })
  })

  it.each(kinds)('%s: tells old from foreign', async (kind) => {
    const keys = keysOf()
    const key = keys[kind]('a')
    const token = await key.sign({ exp })
    expect(await key.read(token, exp * 1000 - 1)).toMatchObject({ state: 'valid' })
    expect(await key.read(token, exp * 1000)).toEqual({ state: 'expired' })
    for (const foreign of [keys[kind]('b'), keysOf(memoryKeyStore(), otherSeed)[kind]('a')])
      expect(await foreign.read(token, nowMs)).toEqual({ state: 'invalid' })
    expect(await key.read('no token', nowMs)).toEqual({ state: 'invalid' })
  })

  it('refuses a token that names another algorithm', async () => {
    const key = keysOf().rsa('a')
    const confused = new SignJWT({ exp }).setProtectedHeader({ alg: 'HS256' }).sign(seed)
    expect(await key.read(await confused, nowMs)).toEqual({ state: 'invalid' })
  })

  it('publishes EC and RSA keys, their public halves only', async () => {
    const keys = keysOf()
    const tokens = [
      await keys.hmac('a').sign({ exp }),
      await keys.ec('a').sign({ exp }),
      await keys.rsa('a').sign({ exp }),
    ]
    const jwks = await keys.jwks()
    expect(jwks.keys.map((key) => Object.keys(key).sort())).toEqual([
      ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
    ])
    const verify = (token = '') =>
      jwtVerify(token, createLocalJWKSet(jwks), { currentDate: new Date(nowMs) })
    await expect(verify(tokens[0])).rejects.toThrow()
    expect((await verify(tokens[1])).protectedHeader.alg).toBe('ES256')
    expect((await verify(tokens[2])).protectedHeader.alg).toBe('RS256')
  })

  it('makes an RSA key when first needed, and once', async () => {
    const written: string[] = []
    const memory = memoryKeyStore()
    const store: KeyStore = {
      read: memory.read,
      write: (name, jwkJson) => {
        written.push(name)
        return memory.write(name, jwkJson)
      },
    }
    const key = keysOf(store).rsa('a')
    expect(written).toEqual([])
    await Promise.all([key.sign({ exp }), key.sign({ exp })])
    await keysOf(store).rsa('a').sign({ exp })
    expect(written).toEqual(['a'])
  })

  it('replaces an RSA key that is damaged', async () => {
    const store = memoryKeyStore()
    for (const damaged of ['{"kty":"RSA","n"', '{}', '{"kty":"RSA","n":"AQAB"}']) {
      await store.write('a', damaged)
      const token = await keysOf(store).rsa('a').sign({ exp })
      expect(await keysOf(store).rsa('a').read(token, nowMs)).toMatchObject({ state: 'valid' })
    }
  })

  it('tries again after a store that failed', async () => {
    const memory = memoryKeyStore()
    let failures = 1
    const read = (name: string) =>
      failures-- > 0 ? Promise.reject(new Error('not now')) : memory.read(name)
    const key = keysOf({ read, write: memory.write }).rsa('a')
    await expect(key.sign({ exp })).rejects.toThrow('not now')
    expect(await key.read(await key.sign({ exp }), nowMs)).toMatchObject({ state: 'valid' })
  })
})
