import { describe, expect, it } from 'vitest'
import { cryptoKeyOf, keyRingText, makeVaultKey, parseKeyRing, wipeKeys } from './key-ring.ts'

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

  it('keeps nothing of a wiped key', () => {
    const key = makeVaultKey()
    const imported = cryptoKeyOf(key)
    expect(cryptoKeyOf(key)).toBe(imported)
    wipeKeys([key])
    expect([...key.bytes]).toEqual(Array<number>(32).fill(0))
    expect(cryptoKeyOf(key)).not.toBe(imported)
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
