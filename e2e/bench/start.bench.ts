import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { byTurns } from '../../scripts/bench/by-turns.ts'
import { ratioRow } from '../../scripts/bench/row.ts'
import { test } from './bench.ts'
import { makeTimedApps, msToPaint } from './timed-app.ts'

test('start', async ({ launch, report }) => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-bench-'))
  const apps = await makeTimedApps(folder)

  const start = async (name: keyof typeof apps): Promise<number> => {
    const userData = join(folder, `${name}-data`)
    const env = { TOUCHSTONE_STAND_IN_KEYRING: join(folder, 'keyring') }
    const app = await launch({ app: apps[name], userData, env })
    // Something that is there only once the list is.
    const shown = name === 'blank' ? 'p' : 'nav[aria-label="Providers"] [role="option"]'
    await app.page.locator(shown).first().waitFor()
    const ms = await msToPaint(app)
    await app.close()
    return ms
  }

  const turns = await byTurns(
    { 'Touchstone, ms': () => start('touchstone'), 'blank page, ms': () => start('blank') },
    // The first start makes the demo workspace: it is there for warming up.
    { rounds: 11, warmUp: 2 },
  )
  await report([
    ratioRow({
      what: 'start: window created to list painted',
      value: turns.ratio('Touchstone, ms', 'blank page, ms'),
      limit: 1.3,
      against: 'a blank page in the same runtime',
      medians: turns.medians,
    }),
  ])
  await rm(folder, { recursive: true, maxRetries: 3 })
})
