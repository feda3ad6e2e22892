import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowPx, rowsInSight } from './rows-in-sight.ts'

const range = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index)

describe('rows in sight', () => {
  it.each([
    ['a short list is there as a whole', 5, 0, 780, [], range(0, 5)],
    ['an empty one has none', 0, 0, 780, [], []],
    ['of a long one, the first', 1000, 0, 5 * rowPx, [], range(0, 14)],
    ['scrolled, some above and below', 1000, 100, 5 * rowPx, [], range(92, 114)],
    ['at the end, the last', 1000, 995, 5 * rowPx, [], range(986, 1000)],
    ['scrolled further than it is long now', 20, 900, 5 * rowPx, [], range(6, 20)],
    ['the focused row stays', 1000, 100, 5 * rowPx, [3], [3, ...range(92, 114)]],
    ['once where it is in sight', 1000, 100, 5 * rowPx, [100], range(92, 114)],
    ['what is not in the list is not there', 5, 0, 780, [-1, 5], range(0, 5)],
  ])('%s', (_, count, scrolledRows, heightPx, always, expected) => {
    expect(rowsInSight(count, scrolledRows, heightPx, always)).toEqual(expected)
  })

  it('has every row that a window of that height can show, and not many more', () => {
    const whole = (max: number) => fc.integer({ min: 0, max })
    fc.assert(
      fc.property(whole(3000), whole(3000 * rowPx), whole(5000), (count, scrolledPx, heightPx) => {
        const most = Math.max(0, count * rowPx - heightPx)
        const topPx = Math.min(scrolledPx, most)
        const rows = rowsInSight(count, Math.floor(scrolledPx / rowPx), heightPx)
        const first = Math.floor(topPx / rowPx)
        const last = Math.min(count, Math.ceil((topPx + heightPx) / rowPx))
        expect(rows).toEqual(expect.arrayContaining(range(first, last)))
        expect(rows.length).toBeLessThanOrEqual(heightPx / rowPx + 20)
      }),
    )
  })
})
