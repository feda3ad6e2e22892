import { app } from './app.ts'
import { type Browser, startBrowser } from './browser.ts'
import { nativeTheme } from './native-theme.ts'
import { setDisplays } from './screen.ts'

let spare: Promise<Browser> | undefined
let foundFirst: (browser: Browser) => void

/** The browser of the first window. */
export const firstBrowser = new Promise<Browser>((resolve) => {
  foundFirst = resolve
})

/**
 * Starts the browser of the first window. `ready` waits for it, since `screen` is synchronous and
 * needs a browser to know the displays.
 */
export async function startFirstBrowser(): Promise<void> {
  const browser = await startBrowser()
  spare = Promise.resolve(browser)
  app.standIn.beforeExit(async () => {
    if (spare) await closeBrowser(await spare)
  })
  const darkness = 'matchMedia("(prefers-color-scheme: dark)").matches'
  const [isDark] = await Promise.all([
    browser.page.evaluate<boolean>(darkness),
    setDisplays(browser),
  ])
  nativeTheme.standIn.chromiumIsDark(isDark)
  foundFirst(browser)
}

/** The browser for a new window: the spare one, or another one. */
export function takeBrowser(): Promise<Browser> {
  const taken = spare ?? startBrowser()
  spare = undefined
  return taken
}

const closing = new WeakSet<Browser>()
const unfinished: (() => Promise<unknown>)[] = []

/** Registers work that must finish before a browser closes. `work` must not reject. */
export function beforeClosing(work: () => Promise<unknown>): void {
  unfinished.push(work)
}

export async function closeBrowser(browser: Browser): Promise<void> {
  closing.add(browser)
  await Promise.all(unfinished.map((work) => work()))
  await browser.context.close()
}

/** Whether the window is closed or closing. Chromium ends with its window. */
export const isClosed = (browser: Browser) => closing.has(browser) || browser.page.isClosed()
