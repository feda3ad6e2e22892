import { expect, it } from 'vitest'
import { amountRow, missingRow, ratioRow } from './row.ts'
import { table } from './table.ts'

const against = 'a blank page'

it('says beside each row whether its target holds', () => {
  const rows = [
    ratioRow({ what: 'start', value: 1.298, limit: 1.3, against, medians: {} }),
    amountRow({ what: 'size', value: 70.04, limit: 70, unit: 'kB', against, medians: {} }),
    missingRow('paste', 'there is no paste view yet'),
  ]
  expect(rows.map(({ holds }) => holds)).toEqual([true, false, null])
  expect(table(rows)).toBe(`\
        what   measured                    target   against
ok      start  1.30x                       ≤ 1.3x   a blank page
MISSED  size   70.0 kB                     ≤ 70 kB  a blank page
        paste  there is no paste view yet`)
})
