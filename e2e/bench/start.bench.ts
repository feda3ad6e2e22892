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
    const shown = name === 'touchstone' ? 'nav[aria-label="Providers"] [role="option"]' : 'p'
    await app.page.locator(shown).first().waitFor()
    const ms = await msToPaint(app)
    await app.close()
    return ms
  }

  const turns = await byTurns(
    {
      'Touchstone, ms': () => start('touchstone'),
      'blank page, ms': () => start('blank'),
      'blank page of three files, ms': () => start('blankWithFiles'),
    },
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
    // Each file is a round trip, which is the runtime's: what is left is Touchstone's own.
    {
      ...ratioRow({
        what: 'the same, without what files cost',
        value: turns.ratio('Touchstone, ms', 'blank page of three files, ms'),
        limit: 1.3,
        against: 'a blank page with an empty script and style sheet',
        medians: turns.medians,
      }),
      target: null,
      holds: null,
    },
  ])
  await rm(folder, { recursive: true, maxRetries: 3 })
})
