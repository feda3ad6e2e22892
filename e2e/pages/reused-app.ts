import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { runtimeToUse } from '../../stand-in/browsers/runtime.ts'
import { launchOnChromium } from '../../stand-in/launch/on-chromium.ts'
import { launchOnElectron } from '../../stand-in/launch/on-electron.ts'
import type { LaunchedApp } from '../fixture.ts'
import type { RunningApp } from '../../stand-in/launch/running-app.ts'
import { keepQuestions, restoreQuestions } from './native-questions.ts'
import { type Stored, storedIn, tidyUp } from './tidy-up.ts'
import { TouchstoneWindow } from './touchstone-window.ts'

export interface Opened {
  app: LaunchedApp
  window: TouchstoneWindow
}

/** A running app with what a new one looks like. */
interface Kept {
  app: RunningApp
  window: TouchstoneWindow
  new: { stored: Stored; bounds: Electron.Rectangle }
}

/**
 * One app for many tests of a worker, because a start takes longer than most of them. What a test has
 * left is tidied up before the next one, and the window is loaded again. Where anything that the window
 * can see is still not as after a first start, the app is ended, and the next test gets a new one. So
 * does the test after one that failed: it runs in a new worker. Only the hint of a first start is gone
 * once a test has restarted the app.
 */
export class ReusedApp {
  readonly #env: Record<string, string>
  #kept: Kept | undefined
  #output = ''

  constructor(env: Record<string, string>) {
    this.#env = env
  }

  /** The app, as after a first start. */
  async take(): Promise<Opened> {
    if (this.#kept && !(await isNewAgain(this.#kept))) await this.end()
    this.#kept ??= await this.#start()
    return { app: this.#launched(this.#kept.app), window: this.#kept.window }
  }

  /** What main has written so far. */
  output(): string {
    return this.#output + (this.#kept?.app.output() ?? '')
  }

  async end(): Promise<void> {
    const app = this.#kept?.app
    this.#kept = undefined
    await app?.abandon()
    if (app) await rm(app.userData, { recursive: true, force: true, maxRetries: 10 })
  }

  async #start(): Promise<Kept> {
    const userData = await realpath(await mkdtemp(join(tmpdir(), 'touchstone-data-')))
    const kept = await this.#launch(userData)
    return {
      ...kept,
      new: { stored: await storedIn(kept.window), bounds: await boundsOf(kept.app) },
    }
  }

  async #launch(userData: string): Promise<Omit<Kept, 'new'>> {
    const options = { app: join(import.meta.dirname, '../..'), userData, env: this.#env }
    const app =
      runtimeToUse() === 'electron'
        ? await launchOnElectron(options)
        : await launchOnChromium(options)
    const window = new TouchstoneWindow(app.page)
    await isThere(window)
    await keepQuestions(app)
    return { app, window }
  }

  #launched(app: RunningApp): LaunchedApp {
    return {
      ...app,
      restart: async () => {
        if (!this.#kept) throw new Error('The app has ended')
        await app.close()
        this.#output += app.output()
        this.#kept = { ...this.#kept, ...(await this.#launch(app.userData)) }
        return this.#launched(this.#kept.app)
      },
    }
  }
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
