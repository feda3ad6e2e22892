import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { byTurns } from '../../scripts/bench/by-turns.ts'
import { amountRow, type Row } from '../../scripts/bench/row.ts'
import { sampleSizes, sampleToken } from '../../scripts/bench/sample-token.ts'
import { test } from './bench.ts'
import { changeOneText, type CpuMeter, startCpuMeter, startWatch } from './painted.ts'
import { makeTimedApps } from './timed-app.ts'

const pasted = 'section[aria-label="Pasted token"] table'

declare global {
  /** In the page: what is in the clipboard, so that it need not cross on each paste. */
  var clipboardText: string
}

/** A paste as the view gets it: the token is in the clipboard's data, nothing is typed. */
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

async function clear(page: Page): Promise<void> {
  // Without the mouse: under its pointer Chromium would lay out the next paste twice.
  await page.getByRole('button', { name: 'Remove all' }).dispatchEvent('click')
  await page.locator(pasted).first().waitFor({ state: 'detached' })
}

test('paste', async ({ launch, report }) => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-bench-'))
  const { page } = await launch({ app: (await makeTimedApps(folder)).touchstone })
  await page.getByRole('button', { name: 'Paste a token' }).dispatchEvent('click')
  await page.getByRole('heading', { name: 'Paste a token' }).waitFor()
  await startWatch(page)
  const cpu = await startCpuMeter(page)
  const sizes = sampleSizes.filter(({ characters }) => characters >= 6_000)
  const rows: Row[] = []
  for (const { name, characters } of sizes) {
    rows.push(...(await rowsFor(page, cpu, name, sampleToken(characters))))
  }
  await report(rows)
  await rm(folder, { recursive: true, maxRetries: 3 })
})

async function rowsFor(page: Page, cpu: CpuMeter, size: string, token: string): Promise<Row[]> {
  await page.evaluate((text) => {
    globalThis.clipboardText = text
  }, token)
  const busy: number[] = []
  const idle: number[] = []
  const counted = async (into: number[], run: () => Promise<number>): Promise<number> => {
    const before = await cpu.mainThreadMs()
    const painted = await run()
    into.push((await cpu.mainThreadMs()) - before)
    return painted
  }
  const turns = await byTurns(
    {
      'control, ms': () => counted(idle, () => changeOneText(page)),
      'painted, ms': async () => {
        const painted = await counted(busy, () => paste(page))
        await clear(page)
        return painted
      },
    },
    { rounds: 25, warmUp: 5 },
  )
  const long = token.length > 100_000
  const work = middle(busy) - middle(idle)
  return [
    amountRow({
      what: `paste to painted, ${size}`,
      value: turns.difference('painted, ms', 'control, ms'),
      limit: long ? 4 : 2,
      unit: 'ms',
      against: 'the same page changing one text node',
      medians: turns.medians,
    }),
    amountRow({
      what: `main-thread work of it, ${size}`,
      value: work,
      limit: 8,
      unit: 'ms',
      against: 'the same page changing one text node',
      medians: { 'work, ms': middle(busy), 'control, ms': middle(idle) },
    }),
  ].map((row) =>
    long && row.what.startsWith('main') ? { ...row, target: null, holds: null } : row,
  )
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
