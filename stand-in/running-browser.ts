import { app } from './app.ts'
import { type Browser, startBrowser } from './browser.ts'
import { nativeTheme } from './native-theme.ts'
import { setDisplays } from './screen.ts'

let spare: Promise<Browser> | undefined
let foundFirst: (browser: Browser) => void

/** The one that shows the first window. */
export const firstBrowser = new Promise<Browser>((resolve) => {
  foundFirst = resolve
})

/**
 * Starts the browser of the first window; `screen` answers synchronously, so `ready` waits for
 * this.
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

/** The browser for one more window: the one that is waiting, or a new one. */
export function takeBrowser(): Promise<Browser> {
  const taken = spare ?? startBrowser()
  spare = undefined
  return taken
}

const closing = new WeakSet<Browser>()
const unfinished: (() => Promise<unknown>)[] = []

/** Something that still needs the browser when its window is closed; `work` must not reject. */
export function beforeClosing(work: () => Promise<unknown>): void {
  unfinished.push(work)
}

export async function closeBrowser(browser: Browser): Promise<void> {
  closing.add(browser)
  await Promise.all(unfinished.map((work) => work()))
  await browser.context.close()
}

/** Whether its window is closed, or about to be: Chromium ends with its last window. */
export const isClosed = (browser: Browser) => closing.has(browser) || browser.page.isClosed()
