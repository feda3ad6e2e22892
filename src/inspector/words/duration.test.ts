import { describe, expect, it } from 'vitest'
import { durationText, localText, relativeText, utcText } from './duration.ts'

const hour = 3600
const day = 24 * hour

describe('durationText', () => {
  it.each([
    [0, '0 s'],
    [0.9, '0 s'],
    [8, '8 s'],
    [60, '1 min'],
    [750, '12 min 30 s'],
    [hour - 1, '59 min 59 s'],
    [hour, '1 h'],
    [hour + 59, '1 h'],
    [5 * hour + 750, '5 h 12 min'],
    [day, '1 day'],
    [2 * day + 3 * hour + 1, '2 days 3 h'],
    [29 * day, '29 days'],
    [61 * day + hour, '61 days'],
    [5000 * day + hour, '13 years'],
    [-5, '0 s'],
    [Infinity, 'forever'],
    [NaN, '0 s'],
  ])('of %d seconds is %s', (seconds, text) => expect(durationText(seconds)).toBe(text))

  it('stays the same for a minute once it is an hour', () => {
    const texts = Array.from({ length: 60 }, (_, second) => durationText(2 * hour + second))
    expect(new Set(texts).size).toBe(1)
  })
})

describe('relativeText', () => {
  it.each([
    [1000, 1000, 'now'],
    [1000.9, 1000, 'now'],
    [1000 + 8 * hour, 1000, 'in 8 h'],
    [1000, 1000 + 8 * hour, '8 h ago'],
    [1000, 1001, '1 s ago'],
    [1_700_000_000, 1_700_000_000 + 61 * day, 'on 14 Nov 2023'],
  ])('of %d at %d is %s', (moment, now, text) => expect(relativeText(moment, now)).toBe(text))
})

describe('a point in time', () => {
  it.each([
    [0, '1970-01-01 00:00:00 UTC'],
    [1_700_000_000.9, '2023-11-14 22:13:20 UTC'],
    [-1, '1969-12-31 23:59:59 UTC'],
    [253_402_300_799, '9999-12-31 23:59:59 UTC'],
  ])('%d is %s', (seconds, text) => expect(utcText(seconds)).toBe(text))

  it('is shown with its time zone', () => {
    expect(localText(1_700_000_000, 'Asia/Tokyo')).toBe('15 Nov 2023, 07:13:20 GMT+9')
  })

  it.each([8.64e12 + 1, -1e300, Infinity, NaN])('%d is beyond the calendar', (seconds) => {
    expect(utcText(seconds)).toBeNull()
    expect(localText(seconds)).toBeNull()
  })
})
