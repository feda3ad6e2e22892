import { describe, expect, it } from 'vitest'
import { firstAt, objectWith, valueAt } from './json-pointer.ts'

/** The example of RFC 6901 section 5. */
const example = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'm~n': 8,
  ' ': 7,
}

describe('valueAt', () => {
  it.each([
    ['', example],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/m~0n', 8],
    ['/ ', 7],
    ['/foo/2', undefined],
    ['/foo/00', undefined],
    ['/foo/length', undefined],
    ['/nothing/here', undefined],
    ['/constructor', undefined],
    ['/foo/0/length', undefined],
  ])('finds %j', (pointer, value) => {
    expect(valueAt(example, pointer)).toEqual(value)
  })

  it('reads ~01 as ~1, not as a slash', () => {
    expect(valueAt({ '~1': 'tilde' }, '/~01')).toBe('tilde')
  })
})

describe('firstAt', () => {
  it('takes the first place that holds something', () => {
    expect(firstAt({ a: null, b: 0, c: 1 }, ['/x', '/a', '/b', '/c'])).toBe(0)
  })
})

describe('objectWith', () => {
  it('nests, and keeps what is there', () => {
    const object = objectWith([
      { at: '/a/b', text: '1' },
      { at: '/a/c~1d', text: '2' },
      { at: '/e', text: '3' },
    ])
    expect(JSON.stringify(object)).toBe('{"a":{"b":"1","c/d":"2"},"e":"3"}')
  })

  it('takes no name for more than a name', () => {
    const object = objectWith([{ at: '/__proto__/polluted', text: 'yes' }])
    expect(JSON.stringify(object)).toBe('{"__proto__":{"polluted":"yes"}}')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
