import { describe, expect, it } from 'vitest'
import { memberOf } from './access.ts'
import type { JsonNode } from './node.ts'
import { pointerAt } from './pointer.ts'
import { readJson } from './read.ts'
import { deepestNesting } from './reader.ts'
import { writeJson } from './write.ts'

const read = (text: string) => readJson(text, { steps: 0 })

/** What `JSON.parse` would have made of it. */
function plain(node: JsonNode | null): unknown {
  if (node === null) return undefined
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ name, value }) => [name, plain(value)]))
    case 'array':
      return node.items.map(plain)
    case 'number':
      return Number(node.text)
    case 'null':
      return null
    default:
      return node.value
  }
}

describe('readJson', () => {
  it.each([
    '{}',
    '[]',
    '""',
    '0',
    '-0',
    '-0.5e-3',
    '1E+2',
    'true',
    'false',
    'null',
    ' \t\r\n{ "a" : [ 1 , "b" , { } ] , "c" : null } \n',
    '{"é":"ü€😀","a\\u0062":"\\"\\\\\\/\\b\\f\\n\\r\\t\\ud83d\\ude00"}',
    '{"":{"":[[[]]]}}',
  ])('reads %s as JSON.parse does', (text) => {
    const { root, oddities } = read(text)
    expect(plain(root)).toEqual(JSON.parse(text))
    expect(oddities).toEqual([])
  })

  it.each([
    ['', 0, 'expected a value'],
    ['{', 1, 'expected a property name'],
    ['{"a"', 4, 'expected a colon'],
    ['{"a":', 5, 'expected a value'],
    ['{"a":1', 6, 'expected a comma or }'],
    ['{"a":1,}', 7, 'expected a property name'],
    ['{a:1}', 1, 'expected a property name'],
    ["{'a':1}", 1, 'expected a property name'],
    ['[1,]', 3, 'expected a value'],
    ['[1 2]', 3, 'expected a comma or ]'],
    ['[01]', 2, 'expected a comma or ]'],
    ['[+1]', 1, 'expected a value'],
    ['[.5]', 1, 'expected a value'],
    ['[1.]', 1, 'expected a value'],
    ['[1e]', 1, 'expected a value'],
    ['[-]', 1, 'expected a value'],
    ['NaN', 0, 'expected a value'],
    ['tru', 0, 'expected a value'],
    ['nul', 0, 'expected a value'],
    ['fals', 0, 'expected a value'],
    ['"abc', 4, 'unterminated string'],
    ['"a\nb"', 2, 'control character in a string'],
    ['"a\u0000"', 2, 'control character in a string'],
    ['"\\x41"', 1, 'unknown escape sequence'],
    ['"\\u12G4"', 1, 'unknown escape sequence'],
    ['"\\', 1, 'unknown escape sequence'],
    ['\u00a01', 0, 'expected a value'],
  ])('says where %j stops being JSON', (text, start, problem) => {
    const { root, oddities } = read(text)
    expect(() => JSON.parse(text) as unknown).toThrow()
    expect(root).toBeNull()
    expect(oddities).toMatchObject([{ type: 'json-invalid', start, problem }])
  })

  it('keeps every member of one name, and the last one counts', () => {
    const { root, oddities } = read('{"a":1,"b":{"c":2,"\\u0063":3},"a":4}')
    expect(writeJson(root ?? expect.fail())).toBe('{"a":1,"b":{"c":2,"\\u0063":3},"a":4}')
    expect(oddities).toEqual([
      { type: 'duplicate-name', start: 18, end: 26, name: 'c', depth: 1 },
      { type: 'duplicate-name', start: 30, end: 33, name: 'a', depth: 0 },
    ])
    expect(memberOf(root?.kind === 'object' ? root : null, 'a')).toMatchObject({ text: '4' })
  })

  it.each([2, 15, 16, 17, 40])('finds a duplicate among %i names', (count) => {
    const names = Array.from({ length: count }, (_, index) => `name-${index}`)
    const text = `{${[...names, 'name-0'].map((name) => `"${name}":0`).join(',')}}`
    expect(read(text).oddities).toMatchObject([{ type: 'duplicate-name', name: 'name-0' }])
    expect(read(text.replace(/name-0(?=":0})/, 'name-x')).oddities).toEqual([])
  })

  it('finds each of several duplicates in a large object', () => {
    const names = Array.from({ length: 50 }, (_, index) => `n${index % 20}`)
    const { oddities } = read(`{${names.map((name) => `"${name}":0`).join(',')}}`)
    expect(oddities).toHaveLength(30)
  })

  it.each([
    ['12345678901234567890', '12345678901234567000'],
    ['9007199254740992', '9007199254740992'],
    ['-9007199254740993', '-9007199254740992'],
    ['1e400', 'Infinity'],
    ['1e-400', '0'],
    ['0.1234567890123456789', '0.12345678901234568'],
    ['1e22', '1e+22'],
  ])('keeps the number %s, which a double reads as %s', (text, readAs) => {
    const { root, oddities } = read(text)
    expect(root).toMatchObject({ kind: 'number', text })
    expect(oddities).toMatchObject([{ type: 'number-inexact', text, readAs }])
  })

  it.each(['9007199254740991', '1700000000.5', '1e15', '0.1', '1.50000000000000000000', '0e999'])(
    'finds nothing wrong with the number %s',
    (text) => expect(read(text).oddities).toEqual([]),
  )

  it.each(['"\\ud800"', '"\\udc00\\ud800"', '{"\\ud83d":1}', '"\ud800"'])(
    'reports the lone surrogate in %j',
    (text) => expect(read(text).oddities).toMatchObject([{ type: 'lone-surrogate' }]),
  )

  it('reads a value before other text, and says where that begins', () => {
    const { root, oddities } = read('{"a":1} x')
    expect(plain(root)).toEqual({ a: 1 })
    expect(oddities).toEqual([{ type: 'json-trailing-text', start: 8, end: 9 }])
  })

  it('reads as deep as the limit and refuses one deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(read(nested(deepestNesting)).oddities).toEqual([])
    const tooDeep = read(nested(deepestNesting + 1))
    expect(tooDeep.root).toBeNull()
    expect(tooDeep.oddities).toMatchObject([{ type: 'json-too-deep', start: 64, limit: 64 }])
  })

  it('reports a hundred oddities of a million, and still why it failed', () => {
    const { root, oddities } = read(`{${'"a":0,'.repeat(1000)}`)
    expect(root).toBeNull()
    expect(oddities).toHaveLength(101)
    expect(oddities.at(-1)?.type).toBe('json-invalid')
  })
})

describe('writeJson', () => {
  it('gives each member a line when asked to', () => {
    const { root } = read('{"a":[1,{"b":[]}],"c":{}}')
    expect(writeJson(root ?? expect.fail(), { indent: 2 })).toBe(
      JSON.stringify({ a: [1, { b: [] }], c: {} }, null, 2),
    )
  })

  it('names a value that was left behind instead of writing it', () => {
    const masked = { label: 'Signed JWT', length: 300 }
    expect(writeJson({ kind: 'string', start: 0, end: 0, value: '', masked })).toBe(
      '"[Signed JWT]"',
    )
  })
})

describe('pointerAt', () => {
  const text = '{"a":{"b/c":[10,{"~":true}]},"d":"e"}'
  const root = read(text).root ?? expect.fail()

  it.each([
    ['10', '/a/b~1c/0'],
    ['true', '/a/b~1c/1/~0'],
    ['"~"', '/a/b~1c/1/~0'],
    ['"b/c"', '/a/b~1c'],
    ['"d"', '/d'],
    ['"e"', '/d'],
    ['{', ''],
  ])('finds what stands at %s', (piece, pointer) => {
    expect(pointerAt(root, text.indexOf(piece))).toBe(pointer)
  })

  it('gives no pointer where the names are enormous', () => {
    const huge = read(`{"${'x'.repeat(2000)}":1}`).root ?? expect.fail()
    expect(pointerAt(huge, 2003)).toBeNull()
  })
})
