import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { byTurns } from '../../scripts/bench/by-turns.ts'
import { median } from '../../scripts/bench/compare.ts'
import { amountRow, type Row } from '../../scripts/bench/row.ts'
import { draftFor, startTokenService } from '../../scripts/bench/token-service.ts'
import type { Api } from '../../src/shared/ipc.ts'
import { opened } from '../pages/touchstone.ts'
import type { RunningApp } from '../../stand-in/launch/running-app.ts'
import { test } from './bench.ts'
import { listOf, mountedMs, watchMounting } from './mounting.ts'
import { changeOneText, startCpuMeter, startWatch } from './painted.ts'
import { makeTimedApps } from './timed-app.ts'
import { rowPx } from '../../src/renderer/view/providers/rows-in-sight.ts'

/** A global of the page, for functions that run in it. */
declare const window: { readonly api: Api }

const many = 1000
/** Less than an hour, so that every row shows seconds and changes every second. */
const accessSeconds = 3000

test('list', async ({ launch, report }) => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-bench-'))
  const service = await startTokenService(accessSeconds)
  const apps = await makeTimedApps(folder)
  const blank = await launch({ app: apps.blank })
  const { app } = await opened(await launch({ app: apps.touchstone }))
  await addProviders(app.page, service.baseUrl)
  await report([
    ...(await countingDown(app.page, blank.page)),
    ...(await searching(app.page)),
    ...(await scrolling(app.page)),
    ...(await mounting(app)),
    ...(await refreshingAll(app.page)),
  ])
  await service.close()
  await rm(folder, { recursive: true, maxRetries: 3 })
})

async function addProviders(page: Page, baseUrl: string): Promise<void> {
  const drafts = Array.from({ length: many }, (_, number) =>
    draftFor(baseUrl, `Provider ${String(number).padStart(4, '0')}`),
  )
  await page.evaluate(async (drafts) => {
    await window.api.setPreferences({ demo: false })
    const add = async (draft: (typeof drafts)[number]) => {
      const added = await window.api.addProvider(draft)
      if (!added.ok) throw new Error(JSON.stringify(added.failure))
      const { id } = added.value.provider
      const run = await window.api.runOperation({ id, operation: 'obtain' })
      if (!run.ok || !run.value.end.ok) throw new Error(JSON.stringify(run))
    }
    for (let at = 0; at < drafts.length; at += 20) {
      await Promise.all(drafts.slice(at, at + 20).map(add))
    }
  }, drafts)
  await listOf(page, many).waitFor({ state: 'attached' })
}

const spanMs = 10_000

/** CPU time of the page's process, measured together with that of a blank page. */
async function countingDown(page: Page, blank: Page): Promise<Row[]> {
  const [own, other] = await Promise.all([startCpuMeter(page), startCpuMeter(blank)])
  const shares: { own: number; other: number }[] = []
  for (let round = 0; round < 5; round++) {
    const start = performance.now()
    const before = await Promise.all([own.processMs(), other.processMs()])
    await page.waitForTimeout(spanMs)
    const after = await Promise.all([own.processMs(), other.processMs()])
    const share = (index: 0 | 1) =>
      (100 * (after[index] - before[index])) / (performance.now() - start)
    shares.push({ own: share(0), other: share(1) })
  }
  const percent = median(shares.map((share) => share.own))
  const blankPercent = median(shares.map((share) => share.other))
  return [
    amountRow({
      what: `${many} providers counting down, share of a core`,
      value: median(shares.map((share) => share.own - share.other)),
      limit: 2,
      unit: '%',
      against: 'a blank page',
      medians: { 'own, %': percent, 'blank page, %': blankPercent },
    }),
  ]
}

/** A row whose limit is one frame more than the smallest change takes. */
const paintedRow = (what: string, value: number, medians: Record<string, number>): Row =>
  amountRow({
    what,
    value,
    limit: 17,
    unit: 'ms',
    against: 'the same page changing one text node',
    medians,
  })

async function searching(page: Page): Promise<Row[]> {
  await startWatch(page)
  const search = (query: string, found: number) =>
    page.evaluate(
      ([query, found]) => {
        const field = document.querySelector<HTMLInputElement>('input[type="search"]')
        if (!field) throw new Error('There is no search')
        return stopwatch.untilPainted(
          () => {
            field.value = query
            field.dispatchEvent(new InputEvent('input', { bubbles: true }))
          },
          () => document.querySelector('[role="option"]')?.ariaSetSize === String(found),
        )
      },
      [query, found] as const,
    )
  const turns = await byTurns(
    {
      'control, ms': () => changeOneText(page),
      'found, ms': async () => {
        const ms = await search('provider 0500', 1)
        await search('', many)
        return ms
      },
    },
    { rounds: 25, warmUp: 3 },
  )
  const ms = turns.difference('found, ms', 'control, ms')
  return [paintedRow(`search among ${many} painted`, ms, turns.medians)]
}

/** Jumps to a place without rows: only rows in or near the visible part exist. */
async function scrolling(page: Page): Promise<Row[]> {
  const scroll = (row: number) =>
    page.evaluate(
      ([row, height]) => {
        const list = document.querySelector('[role="listbox"]')
        if (!list) throw new Error('There is no list')
        return stopwatch.untilPainted(
          () => (list.scrollTop = row * height),
          () => list.querySelector(`[aria-posinset="${row + 1}"]`) !== null,
        )
      },
      [row, rowPx] as const,
    )
  const turns = await byTurns(
    {
      'control, ms': () => changeOneText(page),
      'scrolled, ms': (round) => scroll(round % 2 === 0 ? 100 : many - 100),
    },
    { rounds: 25, warmUp: 3 },
  )
  const ms = turns.difference('scrolled, ms', 'control, ms')
  return [paintedRow(`jump within ${many} painted`, ms, turns.medians)]
}

/** Reloads the page several times; main keeps its state. */
async function mounting(app: RunningApp): Promise<Row[]> {
  await watchMounting(app.page)
  const samples: { script: number; painted: number }[] = []
  for (let round = 0; round < 9; round++) samples.push(await mountedMs(app, many))
  const script = median(samples.map((sample) => sample.script))
  const painted = median(samples.map((sample) => sample.painted))
  return [
    amountRow({
      what: `list of ${many} mounted`,
      value: script,
      limit: 60,
      unit: 'ms',
      against: '',
      medians: { 'script, ms': script, 'script to painted, ms': painted },
    }),
  ]
}

/**
 * All providers refreshed at once: the window stays usable meanwhile. The task that makes the calls
 * is this script's, so it does not count.
 */
async function refreshingAll(page: Page): Promise<Row[]> {
  const { longestMs, totalMs } = await page.evaluate(async () => {
    const tasks: PerformanceEntry[] = []
    const observer = new PerformanceObserver((list) => {
      tasks.push(...list.getEntries())
    })
    observer.observe({ type: 'longtask' })
    const snapshot = await window.api.snapshot(null)
    if (!snapshot.ok) throw new Error(JSON.stringify(snapshot.failure))
    const start = performance.now()
    const calls = snapshot.value.providers.map(({ provider: { id } }) =>
      window.api.runOperation({ id, operation: 'refresh' }),
    )
    const called = performance.now()
    const runs = await Promise.all(calls)
    const totalMs = performance.now() - start
    const failed = runs.filter((run) => !run.ok || !run.value.end.ok)
    if (failed.length > 0) throw new Error(`${failed.length} failed: ${JSON.stringify(failed[0])}`)
    // The observer is told of a task some time after it.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    observer.disconnect()
    const after = tasks.filter(({ startTime }) => startTime >= called)
    return { longestMs: Math.max(0, ...after.map(({ duration }) => duration)), totalMs }
  })
  return [
    amountRow({
      what: `longest task of the window while ${many} refresh`,
      value: longestMs,
      limit: 200,
      unit: 'ms',
      against: '',
      medians: { 'until the last answer, ms': totalMs },
    }),
  ]
}
