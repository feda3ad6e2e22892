import { describe, expect, it } from 'vitest'
import { countdown, elapsed, ago, fromNow, roughly } from './duration.ts'

const s = 1000
const min = 60 * s
const h = 60 * min
const d = 24 * h

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [999, '0 s'],
    [7 * s, '7 s'],
    [59 * min + 59 * s, '59 min 59 s'],
    [h, '1 h'],
    [d - 1, '23 h 59 min'],
    [d, '1 day'],
    [29 * d + 4 * h, '29 days 4 h'],
    [1234 * d, '3 years'],
    [-8 * h, '8 h'],
  ])('counts %d ms down as %s', (ms, text) => expect(countdown(ms)).toBe(text))

  it.each([
    [45 * s, '45 s'],
    [8 * h + 59 * min, '8 h'],
    [47 * h, '47 h'],
    [49 * h, '2 days'],
    [30 * d, '30 days'],
    [4000 * d, '10 years'],
  ])('says %d ms in running text as %s', (ms, text) => expect(roughly(ms)).toBe(text))

  it.each([
    [-0, 'just now'],
    [-999, 'just now'],
    [-1 * s, '1 s ago'],
    [-3 * min, '3 min ago'],
  ])('says of what was %d ms from here that it was %s', (ms, text) => expect(ago(ms)).toBe(text))

  it.each([
    [59 * min + 7 * s, 'in 59 min 7 s'],
    [1 * s, 'in 1 s'],
    [999, 'now'],
    [0, 'now'],
    [-1, 'just now'],
    [-1 * s, '1 s ago'],
    [-51 * h, '2 days 3 h ago'],
  ])('counts %d ms from here as %s', (ms, text) => expect(fromNow(ms)).toBe(text))

  it.each([
    [143.4, '143 ms'],
    [2440, '2.4 s'],
  ])('says that a call took %d ms as %s', (ms, text) => expect(elapsed(ms)).toBe(text))
})
