import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { runtimeToUse } from '../../stand-in/browsers/runtime.ts'
import { launchOnChromium } from '../../stand-in/launch/on-chromium.ts'
import { launchOnElectron } from '../../stand-in/launch/on-electron.ts'
import type { RunningApp } from '../../stand-in/launch/running-app.ts'
import { keepQuestions, restoreQuestions } from './native-questions.ts'
import { type Stored, storedIn, tidyUp } from './tidy-up.ts'
import { TouchstoneWindow } from './touchstone-window.ts'

export interface Reused {
  app: RunningApp
  window: TouchstoneWindow
}

/** A running app with what a new one looks like. */
interface Kept extends Reused {
  new: { stored: Stored; bounds: Electron.Rectangle }
}

/**
 * One app for many tests of a worker, because a start takes longer than most of them. What a test has
 * left is tidied up before the next one, and the window is loaded again. Where anything that the window
 * can see is still not as after a first start, the app is ended, and the next test gets a new one. So
 * does the test after one that failed: it runs in a new worker.
 */
export class ReusedApp {
  #kept: Kept | undefined

  /** The app, as after a first start. */
  async take(): Promise<Reused> {
    if (this.#kept && !(await isNewAgain(this.#kept))) await this.end()
    return (this.#kept ??= await start())
  }

  /** What main has written so far. */
  output(): string {
    return this.#kept?.app.output() ?? ''
  }

  async end(): Promise<void> {
    const app = this.#kept?.app
    this.#kept = undefined
    await app?.abandon()
    if (app) await rm(app.userData, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function start(): Promise<Kept> {
  const options = {
    app: join(import.meta.dirname, '../..'),
    userData: await realpath(await mkdtemp(join(tmpdir(), 'touchstone-data-'))),
  }
  const app =
    runtimeToUse() === 'electron'
      ? await launchOnElectron(options)
      : await launchOnChromium(options)
  const window = new TouchstoneWindow(app.page)
  await isThere(window)
  await keepQuestions(app)
  return { app, window, new: { stored: await storedIn(window), bounds: await boundsOf(app) } }
}

async function isNewAgain({ app, window, new: before }: Kept): Promise<boolean> {
  try {
    await tidyUp(window, before.stored)
    await restoreQuestions(app)
    await app.evaluate(async ({ BrowserWindow, clipboard }, bounds) => {
      // Main clears only what is still its own, so that a late timer changes nothing.
      await clipboard.writeText('')
      BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
    }, before.bounds)
    await window.page.reload()
    await isThere(window)
    return (
      isDeepStrictEqual(await storedIn(window), before.stored) &&
      isDeepStrictEqual(await boundsOf(app), before.bounds)
    )
  } catch {
    return false
  }
}

const isThere = ({ page }: TouchstoneWindow): Promise<void> =>
  page.getByRole('navigation', { name: 'Providers' }).waitFor()

const boundsOf = async (app: RunningApp): Promise<Electron.Rectangle> => {
  const bounds = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  )
  if (!bounds) throw new Error('There is no window')
  return bounds
}
