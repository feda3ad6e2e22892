import { expect, it } from 'vitest'
import { compare } from './compare.ts'
import { sampleSizes, sampleToken } from './sample-token.ts'

it('takes what does ten times the work for slower', () => {
  const work = (count: number) => () => {
    let sum = 0
    for (let index = 0; index < count; index++) sum += Math.sqrt(index)
    return sum
  }
  const { ratios, microseconds } = compare({ base: work(10_000), more: work(100_000) }, 'base')
  expect(ratios['base']).toBe(1)
  expect(ratios['more']).toBeGreaterThan(3)
  expect(microseconds['more']).toBeGreaterThan(microseconds['base'] ?? Infinity)
})

it.each(sampleSizes)('makes a token of $name, the same every time', ({ characters }) => {
  const token = sampleToken(characters)
  expect(token.length).toBeGreaterThan(characters * 0.9)
  expect(token.length).toBeLessThanOrEqual(characters * 1.1)
  expect(sampleToken(characters)).toBe(token)
})
