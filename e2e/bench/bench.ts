import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Row } from '../../scripts/bench/row.ts'
import { root } from '../../scripts/runtime/build.ts'
import { test as base } from '../fixture.ts'

/** `test` with a function `report` that passes rows to `npm run bench`. */
export const test = base.extend<{ report: (rows: Row[]) => Promise<void> }>({
  report: async ({}, use, testInfo) => {
    await use(async (rows) => {
      const folder = join(root, '.reports/bench')
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `${testInfo.title}.json`), JSON.stringify(rows))
    })
  },
})
