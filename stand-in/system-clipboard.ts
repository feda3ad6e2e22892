import { setTimeout } from 'node:timers/promises'
import { app } from './app.ts'
import { type Browser, isHeadless, startBrowser } from './browser.ts'
import { type HiddenPage, openHiddenPage } from './hidden-page.ts'
import { beforeClosing, closeBrowser, firstBrowser, isClosed } from './running-browser.ts'

/** An origin of its own, so that the clipboard permissions of the app's page stay untouched. */
const origin = 'https://clipboard.stand-in.invalid'

/** Includes the time to start another Chromium. */
const timeoutMs = 8000

let opened: { browser: Browser; page: Promise<HiddenPage> } | undefined
let lastWork: Promise<unknown> = Promise.resolve()
beforeClosing(() => lastWork)

/**
 * Evaluates one expression after the other: a read sees the writes before it, and closing waits for
 * the last one.
 *
 * @returns the value of the expression; undefined after a timeout
 */
function enqueue(expression: string): Promise<unknown> {
  const result = lastWork.then(() => Promise.race([evaluate(expression), timeout()]))
  lastWork = result.catch(() => undefined)
  return result
}

async function evaluate(expression: string): Promise<unknown> {
  return (await clipboardPage()).evaluate(expression)
}

/** On X11, Chromium hangs if the owner of the clipboard ends while it is asked for its text. */
async function timeout(): Promise<undefined> {
  await setTimeout(timeoutMs, undefined, { ref: false })
}

/**
 * The clipboard of the desktop. Headless there is none, and reading returns undefined. A clipboard
 * that does not respond reads as empty.
 */
export const systemClipboard = {
  async writeText(text: string): Promise<void> {
    if (isHeadless()) return
    await enqueue(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  },
  async readText(): Promise<string | undefined> {
    if (isHeadless()) return undefined
    const text = await enqueue('navigator.clipboard.readText()')
    return typeof text === 'string' ? text : ''
  },
}

async function clipboardPage(): Promise<HiddenPage> {
  if (!opened || isClosed(opened.browser)) {
    const browser = await browserForClipboard()
    opened = { browser, page: openClipboardPage(browser) }
  }
  return opened.page
}

/**
 * The browser of the first window. If that is closed, another one off-screen, so that an app can
 * still clear the clipboard while it quits.
 */
async function browserForClipboard(): Promise<Browser> {
  const first = await firstBrowser
  if (!isClosed(first)) return first
  const other = await startBrowser(['--window-position=-10000,-10000', '--window-size=1,1'])
  app.standIn.beforeExit(() => closeBrowser(other))
  return other
}

async function openClipboardPage({ browserCdp }: Browser): Promise<HiddenPage> {
  for (const name of ['clipboard-read', 'clipboard-write']) {
    const permission = { permission: { name }, setting: 'granted', origin } as const
    await browserCdp.send('Browser.setPermission', permission)
  }
  return openHiddenPage(browserCdp, origin)
}
