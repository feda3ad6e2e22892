import { expect, it } from 'vitest'
import { dotsOf } from './masked-dots.ts'

it.each([
  [
    [36, 20, 43],
    [36, 20, 43],
  ],
  [
    [760, 2460, 3420],
    [16, 52, 72],
  ],
  [
    [1, 1_000_000],
    [1, 140],
  ],
  [[], []],
])('%j become %j', (lengths, dots) => expect(dotsOf(lengths)).toEqual(dots))

it('stays short for a token of very many parts', () =>
  expect(dotsOf(Array.from({ length: 10_000 }, () => 5))).toHaveLength(140))
