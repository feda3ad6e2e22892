import { expect, it } from 'vitest'
import { createRateLimit } from './rate-limit.ts'

it('allows so many within so long, and again later', () => {
  let nowMs = 0
  const take = createRateLimit({ most: 2, withinMs: 100 }, () => nowMs)
  expect([take(), take(), take()]).toEqual([true, true, false])
  nowMs = 99
  expect(take()).toBe(false)
  nowMs = 100
  expect([take(), take(), take()]).toEqual([true, true, false])
})

it('does not block for ever after the clock was set back', () => {
  let nowMs = 1_000_000
  const take = createRateLimit({ most: 1, withinMs: 100 }, () => nowMs)
  expect(take()).toBe(true)
  nowMs = 0
  expect(take()).toBe(true)
})
