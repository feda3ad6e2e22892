import { expect, it } from 'vitest'
import { localTime, utcTime } from './time.ts'

it.each([
  [0, '1970-01-01 00:00:00 UTC'],
  [1_700_000_000_250, '2023-11-14 22:13:20.250 UTC'],
])('writes %d in UTC as %s', (ms, text) => expect(utcTime(ms)).toBe(text))

it.each([8.64e15 + 1, -1e20, Infinity, NaN])('has no words for %d, and does not throw', (ms) => {
  expect(utcTime(ms)).toBeNull()
  expect(localTime(ms)).toBeNull()
})

it('names the zone of local times', () =>
  expect(localTime(1_700_000_000_000)).toMatch(/2023.*(UTC|GMT|[A-Z]{3,4})/))
