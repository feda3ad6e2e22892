import { expect, it } from 'vitest'
import { hasInvisible, visiblePieces, withMarks } from './visible-text.ts'

const marksIn = (text: string) =>
  visiblePieces(text).flatMap((piece) => ('mark' in piece ? [piece.mark] : []))

it.each([
  ['a right-to-left override', 'user\u202Egnp.exe', 'U+202E'],
  ['a zero width space', 'ad\u200Bmin', 'U+200B'],
  ['a NUL', 'a\0b', 'U+0000'],
  ['a line break', 'a\nb', 'U+000A'],
  ['a C1 control', 'a\u0085b', 'U+0085'],
  ['a tag character', 'a\u{E0041}b', 'U+E0041'],
  ['a lone surrogate', 'a\uD800b', 'U+D800'],
  ['a byte order mark', '\uFEFFa', 'U+FEFF'],
  ['a Hangul filler', 'a\uFFA0b', 'U+FFA0'],
  ['a blank Braille pattern', 'a\u2800b', 'U+2800'],
  ['a line separator', 'a\u2028b', 'U+2028'],
])('marks %s', (_, text, mark) => {
  expect(hasInvisible(text)).toBe(true)
  expect(marksIn(text)).toEqual([mark])
})

it.each(['', 'plain text', 'ünïcödé', '日本語', '😀', 'עברית'])('leaves %j alone', (text) => {
  expect(hasInvisible(text)).toBe(false)
  expect(marksIn(text)).toEqual([])
})

it('keeps everything around the marks in order', () =>
  expect(visiblePieces('a\u202Eb')).toEqual([
    { text: 'a' },
    { mark: 'U+202E', name: 'right-to-left override' },
    { text: 'b' },
  ]))

it('puts the marks into the text where that is all there can be', () => {
  expect(withMarks('a\u202Eb\u200B')).toBe('a[U+202E]b[U+200B]')
  expect(withMarks('ünïcödé 日本語')).toBe('ünïcödé 日本語')
})
