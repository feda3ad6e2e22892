import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { byTurns } from '../../scripts/bench/by-turns.ts'
import { median } from '../../scripts/bench/compare.ts'
import { amountRow, type Row } from '../../scripts/bench/row.ts'
import { sampleSizes, sampleToken } from '../../scripts/bench/sample-token.ts'
import type { RunningApp } from '../running-app.ts'
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
  const { touchstone } = await makeTimedApps(folder)
  /** A window of its own, with its paste view. */
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

/** As short as the way from the button to the keyboard. */
const beforeFirstPasteMs = 1000

/** What is pasted first into a window, before anything else was, finds nothing warmed up by pasting. */
async function firstPasteRow(open: () => Promise<RunningApp>): Promise<Row> {
  const turns = await byTurns(
    {
      'painted, ms': async () => {
        const { page, close } = await open()
        await page.evaluate((text) => {
          globalThis.clipboardText = text
        }, sampleToken(6_000))
        await page.waitForTimeout(beforeFirstPasteMs)
        const ms = await paste(page)
        await close()
        return ms
      },
    },
    { rounds: 7, warmUp: 0 },
  )
  const { 'painted, ms': ms } = turns.medians
  return {
    what: 'first paste of a window painted, 6 KB',
    measured: `${ms.toFixed(1)} ms`,
    target: null,
    against: '',
    holds: null,
    medians: turns.medians,
  }
}

async function rowsFor(page: Page, cpu: CpuMeter, size: string, token: string): Promise<Row[]> {
  await page.evaluate((text) => {
    globalThis.clipboardText = text
  }, token)
  const busy: number[] = []
  const idle: number[] = []
  /** Below zero, rounds are for warming up. */
  const counted = async (round: number, into: number[], run: () => Promise<number>) => {
    const before = await cpu.mainThreadMs()
    const painted = await run()
    const work = (await cpu.mainThreadMs()) - before
    if (round >= 0) into.push(work)
    return painted
  }
  const turns = await byTurns(
    {
      'control, ms': (round) => counted(round, idle, () => changeOneText(page)),
      'painted, ms': async (round) => {
        const painted = await counted(round, busy, () => paste(page))
        await clear(page)
        return painted
      },
    },
    { rounds: 25, warmUp: 5 },
  )
  const long = token.length > 100_000
  const work = median(busy) - median(idle)
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
      medians: { 'work, ms': median(busy), 'control, ms': median(idle) },
    }),
  ].map((row) =>
    long && row.what.startsWith('main') ? { ...row, target: null, holds: null } : row,
  )
}
