import { describe, expect, it } from 'vitest'
import { clockSkewSeconds, readHttpDate, retryAfterSeconds } from './clock.ts'

/** 1994-11-06T08:49:37Z, the example of RFC 9110. */
const exampleMs = 784_111_777_000

describe('readHttpDate', () => {
  it.each([
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
  ])('reads %j', (text) => {
    expect(readHttpDate(text)).toBe(exampleMs)
  })

  it.each([undefined, '', '5', 'today', '1994-11-06', 'Sun, 99 Nov 1994 08:49:37 GMT'])(
    'finds nothing in %j',
    (text) => {
      expect(readHttpDate(text)).toBeUndefined()
    },
  )
})

describe('clockSkewSeconds', () => {
  const headers = { date: 'Sun, 06 Nov 1994 08:49:37 GMT' }

  it.each([
    [0, 0],
    [999, 0],
    [-60_000, 60],
    [60_999, -60],
  ])('is taken from Date in whole seconds: we are %i ms ahead, it is %i s', (aheadMs, skew) => {
    expect(clockSkewSeconds(headers, exampleMs + aheadMs)).toBe(skew)
  })

  it('is unknown without Date', () => {
    expect(clockSkewSeconds({}, exampleMs)).toBeUndefined()
  })
})

describe('retryAfterSeconds', () => {
  it.each<[headers: Record<string, string>, seconds: number | undefined]>([
    [{ 'retry-after': '120' }, 120],
    [{ 'retry-after': ' 0 ' }, 0],
    [{ 'retry-after': 'Sun, 06 Nov 1994 08:50:37 GMT' }, 60],
    [{ 'retry-after': 'Sun, 06 Nov 1994 08:00:00 GMT' }, 0],
    [{ 'retry-after': 'Sun, 06 Nov 1994 09:50:37 GMT', date: 'Sun, 06 Nov 1994 09:50:07 GMT' }, 30],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{}, undefined],
  ])('reads %j as %s', (headers, seconds) => {
    expect(retryAfterSeconds(headers, exampleMs)).toBe(seconds)
  })
})
