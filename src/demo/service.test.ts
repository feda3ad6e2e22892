import { expect, it } from 'vitest'
import { createUsedTokens } from './service.ts'

it('takes a token once, and forgets it when it has expired anyway', () => {
  let nowMs = 10_000
  const isFirstUse = createUsedTokens(() => nowMs)
  expect(isFirstUse('a', 20)).toBe(true)
  expect(isFirstUse('b', 20)).toBe(true)
  expect(isFirstUse('a', 20)).toBe(false)
  nowMs = 19_999
  expect(isFirstUse('a', 20)).toBe(false)
  nowMs = 20_000
  expect(isFirstUse('a', 20)).toBe(true)
})
