import { expect, it } from 'vitest'
import { askEarly } from './asked-early.ts'

const counting = () => {
  let asked = 0
  return () => Promise.resolve((asked += 1))
}

it('asks before anybody wants the answer, and hands that one out once', async () => {
  const { take } = askEarly(counting())
  expect(await Promise.all([take(), take()])).toEqual([1, 2])
})

it('asks again once what it asked for has changed', async () => {
  const { take, outdate } = askEarly(counting())
  outdate()
  expect(await take()).toBe(2)
  outdate()
  expect(await take()).toBe(3)
})
