import { expect, it } from 'vitest'
import { byTurns } from './by-turns.ts'

const counted = (values: readonly number[], calls: string[], name: string) => (round: number) => {
  calls.push(`${name}${round}`)
  return Promise.resolve(values[round] ?? 1000)
}

it('takes medians of rounds, of their ratios and of their differences', async () => {
  const turns = await byTurns(
    { a: counted([1, 2, 9], [], 'a'), b: counted([2, 2, 3], [], 'b') },
    { rounds: 3, warmUp: 0 },
  )
  expect(turns.medians).toEqual({ a: 2, b: 2 })
  expect(turns.ratio('a', 'b')).toBe(1)
  expect(turns.difference('a', 'b')).toBe(0)
})

it('leaves out the rounds for warming up', async () => {
  const turns = await byTurns({ a: counted([5], [], 'a') }, { rounds: 1, warmUp: 2 })
  expect(turns.medians).toEqual({ a: 5 })
})

it('lets each way go first in turn', async () => {
  const calls: string[] = []
  const ways = { a: counted([], calls, 'a'), b: counted([], calls, 'b') }
  await byTurns(ways, { rounds: 2, warmUp: 0 })
  expect(calls).toEqual(['a0', 'b0', 'b1', 'a1'])
})
