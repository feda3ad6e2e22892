import { describe, expect, it } from 'vitest'
import { decodeUtf8, utf8Length } from './utf8.ts'

const decode = (...bytes: number[]) => decodeUtf8(Uint8Array.from(bytes), { steps: 0 })

describe('decodeUtf8', () => {
  it('keeps a byte order mark, which is no part of JSON', () => {
    expect(decode(0xef, 0xbb, 0xbf, 0x7b)).toMatchObject({ text: '\ufeff{', valid: true })
  })

  it.each([
    ['an overlong form', [0xc0, 0xaf]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a continuation alone', [0x80]],
    ['a sequence cut off', [0xe2, 0x82]],
  ])('reads %s as replacement characters and says so', (_, bytes) => {
    const { text, valid } = decode(...bytes)
    expect(valid).toBe(false)
    expect(text).toContain('\ufffd')
  })

  it.each(Array.from({ length: 9 }, (_, at) => at))(
    'finds a control character at byte %i',
    (at) => {
      const bytes = new Uint8Array(9).fill(0x7f)
      expect(decode(...bytes).withoutControls).toBe(true)
      for (const code of [0x00, 0x0a, 0x1f]) {
        bytes[at] = code
        expect(decode(...bytes).withoutControls).toBe(false)
      }
      bytes[at] = 0x20
      expect(decode(...bytes).withoutControls).toBe(true)
    },
  )

  it('takes no byte above ASCII for a control character', () => {
    const all = Array.from({ length: 256 - 0x20 }, (_, index) => index + 0x20)
    expect(decode(...all).withoutControls).toBe(true)
  })
})

describe('utf8Length', () => {
  it.each([
    '',
    'abc',
    'é',
    '😀',
    '\ud800',
    'x'.repeat(65_536),
    '😀'.repeat(50_000),
    `x${'é😀'.repeat(40_000)}`,
  ])('counts the bytes of %.5s', (text) =>
    expect(utf8Length(text, { steps: 0 })).toBe(Buffer.byteLength(text)),
  )
})
