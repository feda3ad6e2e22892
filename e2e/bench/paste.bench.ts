import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { byTurns } from '../../scripts/bench/by-turns.ts'
import { median } from '../../scripts/bench/compare.ts'
import { amountRow, type Row } from '../../scripts/bench/row.ts'
import { sampleSizes, sampleToken } from '../../scripts/bench/sample-token.ts'
import type { RunningApp } from '../../stand-in/launch/running-app.ts'
import { test } from './bench.ts'
import { changeOneText, type CpuMeter, startCpuMeter, startWatch } from './painted.ts'
import { makeTimedApps } from './timed-app.ts'

const pasted = 'section[aria-label="Pasted token"] table'

declare global {
  /** The clipboard's text, kept in the page so that it is not sent again for each paste. */
  var clipboardText: string
}

/** Dispatches a paste event with the token in its clipboard data. */
const paste = (page: Page): Promise<number> =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', clipboardText)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    return stopwatch.untilPainted(
      () => document.body.dispatchEvent(event),
      () => document.querySelector(pasted) !== null,
    )
  }, pasted)

const control = 'the same page changing one text node'

async function setClipboard(page: Page, token: string): Promise<void> {
  await page.evaluate((text) => {
    globalThis.clipboardText = text
  }, token)
}

/** Resolves when the last part of the view exists. */
const untilComplete = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    while (!document.querySelector('[data-testid="encoded-token"]')) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  })

async function clear(page: Page): Promise<void> {
  // Not with the mouse: Chromium would lay out the next paste twice under its pointer.
  await page.getByRole('button', { name: 'Remove', exact: true }).dispatchEvent('click')
  await page.locator(pasted).first().waitFor({ state: 'detached' })
}

test('paste', async ({ launch, report }) => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-bench-'))
  const { touchstone } = await makeTimedApps(folder)
  /** Opens another window with the paste view. */
  const open = async (): Promise<RunningApp> => {
    const app = await launch({ app: touchstone })
    await app.page.getByRole('button', { name: 'Paste a token' }).dispatchEvent('click')
    await app.page.getByRole('heading', { name: 'Paste a token' }).waitFor()
    await startWatch(app.page)
    return app
  }
  const { page, close } = await open()
  const cpu = await startCpuMeter(page)
  const sizes = sampleSizes.filter(({ characters }) => characters >= 6_000)
  const rows: Row[] = []
  for (const { name, characters } of sizes) {
    rows.push(...(await rowsFor(page, cpu, name, sampleToken(characters))))
  }
  await close()
  rows.push(await firstPasteRow(open))
  await report(rows)
  await rm(folder, { recursive: true, maxRetries: 3 })
})

/** As long as it takes to get from the button to the keyboard. The view warms up meanwhile. */
const beforeFirstMs = 1000

/** The first paste of several new windows, minus the control in the same window. */
async function firstPasteRow(open: () => Promise<RunningApp>): Promise<Row> {
  const { medians } = await byTurns(
    {
      'over the control, ms': async () => {
        const { page, close } = await open()
        await setClipboard(page, sampleToken(6_000))
        await page.waitForTimeout(beforeFirstMs)
        const least = await changeOneText(page)
        const painted = await paste(page)
        await close()
        return painted - least
      },
    },
    { rounds: 9, warmUp: 0 },
  )
  return amountRow({
    what: 'first paste of a window to painted, 6 KB',
    value: medians['over the control, ms'],
    limit: null,
    unit: 'ms',
    against: control,
    medians,
  })
}

async function rowsFor(page: Page, cpu: CpuMeter, size: string, token: string): Promise<Row[]> {
  await setClipboard(page, token)
  /** Milliseconds of main-thread work in each round. */
  const work: { control: number; painted: number; complete: number }[] = []
  let ofControl = NaN
  const turns = await byTurns(
    {
      'control, ms': async () => {
        const since = await cpu.mainThreadMs()
        const ms = await changeOneText(page)
        ofControl = (await cpu.mainThreadMs()) - since
        return ms
      },
      'painted, ms': async (round) => {
        const since = await cpu.mainThreadMs()
        const ms = await paste(page)
        const painted = (await cpu.mainThreadMs()) - since
        await untilComplete(page)
        const complete = (await cpu.mainThreadMs()) - since
        await clear(page)
        // Rounds below zero are for warming up.
        if (round >= 0) work.push({ control: ofControl, painted, complete })
        return ms
      },
    },
    { rounds: 25, warmUp: 5 },
  )
  const long = token.length > 100_000
  const medianOf = (part: 'control' | 'painted' | 'complete') => median(work.map((of) => of[part]))
  const workRow = (what: string, until: 'painted' | 'complete', limit: number | null) =>
    amountRow({
      what: `main-thread work until ${what}, ${size}`,
      value: medianOf(until) - medianOf('control'),
      limit,
      unit: 'ms',
      against: control,
      medians: { 'work, ms': medianOf(until), 'control, ms': medianOf('control') },
    })
  return [
    amountRow({
      what: `paste to painted, ${size}`,
      value: turns.difference('painted, ms', 'control, ms'),
      limit: long ? 4 : 2,
      unit: 'ms',
      against: control,
      medians: turns.medians,
    }),
    workRow('then', 'painted', long ? null : 8),
    // Includes what follows the first frame: buttons, further claims, the header, the encoded text.
    workRow('all of it is there', 'complete', null),
  ]
}
