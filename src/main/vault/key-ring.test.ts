import { describe, expect, it } from 'vitest'
import {
  cryptoKeyOf,
  findKey,
  keyRingText,
  makeVaultKey,
  parseKeyRing,
  wipeKeys,
} from './key-ring.ts'

describe('a key ring', () => {
  it('is read back from its text, in order', () => {
    const [current, old] = [makeVaultKey(), makeVaultKey()]
    const ring = parseKeyRing(keyRingText([current, old]))
    expect(ring?.map(({ id }) => id)).toEqual([current.id, old.id])
    expect(ring?.map(({ bytes }) => [...bytes])).toEqual([[...current.bytes], [...old.bytes]])
  })

  it('has keys of 256 random bits with ids that say nothing about them', () => {
    const [one, other] = [makeVaultKey(), makeVaultKey()]
    expect(one.bytes).toHaveLength(32)
    expect(one.bytes).not.toEqual(other.bytes)
    expect(one.id).not.toBe(other.id)
    const same = makeVaultKey((size) => new Uint8Array(size).fill(size))
    expect(same.id).not.toContain(Buffer.from(same.bytes).toString('base64url').slice(0, 6))
  })

  it('finds a key by its id', () => {
    const [current, old] = [makeVaultKey(), makeVaultKey()]
    expect(findKey([current, old], old.id)).toBe(old)
    expect(findKey([current], old.id)).toBeUndefined()
  })

  it('makes each key ready for WebCrypto once, and never gives it out again', async () => {
    const key = makeVaultKey()
    const made = await cryptoKeyOf(key)
    expect(await cryptoKeyOf(key)).toBe(made)
    expect(await cryptoKeyOf({ ...key })).not.toBe(made)
    await expect(crypto.subtle.exportKey('raw', made)).rejects.toThrow('not extractable')
  })

  it('keeps nothing of a wiped key', async () => {
    const key = makeVaultKey()
    const made = await cryptoKeyOf(key)
    wipeKeys([key])
    expect([...key.bytes]).toEqual(Array<number>(32).fill(0))
    expect(await cryptoKeyOf(key)).not.toBe(made)
  })

  it.each([
    '',
    'null',
    '[]',
    '{"keys":[]}',
    '{"keys":[{"id":"a","key":"c2hvcnQ"}]}',
    `{"keys":[{"id":"","key":"${'A'.repeat(43)}"}]}`,
    `{"keys":[{"id":"a","key":"${'A'.repeat(43)}"}],"more":1}`,
    `{"keys":[{"id":"a","key":"${'A'.repeat(43)}"},{"id":"b"}]}`,
  ])('is not read from %s', (text) => {
    expect(parseKeyRing(text)).toBeUndefined()
  })
})
