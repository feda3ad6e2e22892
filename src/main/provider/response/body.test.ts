import { describe, expect, it } from 'vitest'
import { shortened, textOf } from './body.ts'

describe('textOf', () => {
  it.each([
    ['a', 'a'],
    [' a ', 'a'],
    ['', undefined],
    [' ', undefined],
    [0, '0'],
    [false, 'false'],
    [null, undefined],
    [undefined, undefined],
    [[], undefined],
    [['a', '', 1, ['b']], 'a; 1; b'],
    [{}, undefined],
    [{ a: 'b', c: null, d: { e: ['f'] } }, 'a: b; d: e: f'],
  ])('reads %j as %j', (value, text) => {
    expect(textOf(value)).toBe(text)
  })
})

describe('a value that is nested without end', () => {
  it('is read to some depth', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(textOf(['a', JSON.parse(deep)])).toBe('a')
  })
})

describe('shortened', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['😀😀😀😀', 3, '😀😀…'],
  ])('cuts %j to %i characters', (text, maxLength, expected) => {
    expect(shortened(text, maxLength)).toBe(expected)
  })
})
