import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { byTurns } from '../../scripts/bench/by-turns.ts'
import { median } from '../../scripts/bench/compare.ts'
import { amountRow, ratioRow } from '../../scripts/bench/row.ts'
import { test } from './bench.ts'
import { makeTimedApps, msToPaint, msToUse } from './timed-app.ts'

test('start', async ({ launch, report }) => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-bench-'))
  const apps = await makeTimedApps(folder)

  /** Milliseconds until the list can be used, for each start of Touchstone. */
  const usable: number[] = []
  const start = async (name: keyof typeof apps): Promise<number> => {
    const userData = join(folder, `${name}-data`)
    const env = { TOUCHSTONE_STAND_IN_KEYRING: join(folder, 'keyring') }
    const app = await launch({ app: apps[name], userData, env })
    // An element that exists only with the list.
    const shown = name === 'touchstone' ? 'nav[aria-label="Providers"] [role="option"]' : 'p'
    await app.page.locator(shown).first().waitFor()
    const ms = await msToPaint(app)
    if (name === 'touchstone') usable.push(await msToUse(app))
    await app.close()
    return ms
  }

  const turns = await byTurns(
    {
      'Touchstone, ms': () => start('touchstone'),
      'blank page, ms': () => start('blank'),
    },
    // The first start creates the demo workspace, so it must not count.
    { rounds: 21, warmUp: 2 },
  )
  const usableMs = median(usable)
  await report([
    ratioRow({
      what: 'start: window created to list painted',
      value: turns.ratio('Touchstone, ms', 'blank page, ms'),
      limit: 1.3,
      against: 'a blank page in the same runtime',
      medians: turns.medians,
    }),
    // The list is painted before its scripts have run; until then it does not react.
    amountRow({
      what: 'start: window created to list in use',
      value: usableMs,
      limit: null,
      unit: 'ms',
      against: 'a blank page in the same runtime',
      medians: { 'usable, ms': usableMs, 'blank page, ms': turns.medians['blank page, ms'] },
    }),
  ])
  await rm(folder, { recursive: true, maxRetries: 3 })
})
