import { describe, expect, it } from 'vitest'
import { parseCsv } from './parse-csv.ts'

describe('reading CSV (RFC 4180)', () => {
  it.each([
    ['plain fields', 'a,b\n1,2\n', [{ a: '1', b: '2' }]],
    ['line ends of Windows', 'a,b\r\n1,2\r\n', [{ a: '1', b: '2' }]],
    ['no line end after the last row', 'a,b\n1,2', [{ a: '1', b: '2' }]],
    ['an empty last field', 'a,b\n1,', [{ a: '1', b: '' }]],
    ['quotes, commas and line breaks inside quotes', 'a\n"x, ""y""\nz"\n', [{ a: 'x, "y"\nz' }]],
    ['a short row', 'a,b\n1\n', [{ a: '1', b: '' }]],
    ['nothing', '', []],
  ])('reads %s', (_, text, rows) => {
    expect(parseCsv(text)).toEqual(rows)
  })

  it.each([
    ['a quote that is never closed', 'a\n"x\n'],
    ['text after a closing quote', 'a\n"x"y\n'],
    ['more fields than columns', 'a\n1,2\n'],
  ])('refuses %s', (_, text) => {
    expect(() => parseCsv(text)).toThrow()
  })
})
