import { expect, it } from 'vitest'
import { shortTime } from './clock-time.ts'

const at = (text: string) => new Date(text).getTime()

it.each([
  ['2026-12-01T04:05:39', '04:05:39'],
  ['2026-11-30T23:59:59', '30 Nov, 23:59:59'],
  ['2025-12-01T04:05:39', '1 Dec, 04:05:39'],
])('writes %s as %s on 1 December 2026', (time, text) =>
  expect(shortTime(at(time), at('2026-12-01T12:00:00'))).toBe(text),
)
