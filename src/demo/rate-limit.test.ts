import { expect, it } from 'vitest'
import { createRateLimit } from './rate-limit.ts'

it('counts in windows that begin with their first call, and not what it refuses', () => {
  let nowMs = 1_800_000_000_000
  const take = createRateLimit(2, 60, () => nowMs)
  const after = (ms: number) => {
    nowMs += ms
    const { allowed, remaining, resetSeconds } = take()
    return [allowed, remaining, resetSeconds]
  }
  expect(after(0)).toEqual([true, 1, 60])
  expect(after(500)).toEqual([true, 0, 60])
  expect(after(500)).toEqual([false, 0, 59])
  expect(after(58_999)).toEqual([false, 0, 1])
  expect(after(1)).toEqual([true, 1, 60])
  expect(after(90_000)).toEqual([true, 1, 60])
})
