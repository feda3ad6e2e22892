import { setTimeout } from 'node:timers/promises'
import { app } from './app.ts'
import { type Browser, isHeadless, startBrowser } from './browser.ts'
import { type HiddenPage, openHiddenPage } from './hidden-page.ts'
import { beforeClosing, closeBrowser, firstBrowser, isClosed } from './running-browser.ts'

/** Its own origin: what the app's page may do with the clipboard stays as the app decided. */
const origin = 'https://clipboard.stand-in.invalid'

/** Long enough for another Chromium to start first. */
const answerWithinMs = 8000

let opened: { browser: Browser; page: Promise<HiddenPage> } | undefined
let lastWork: Promise<unknown> = Promise.resolve()
beforeClosing(() => lastWork)

/**
 * One after the other: a read sees what was written before it, and closing waits for the last
 * write.
 *
 * @returns what the page answered; undefined where it did not in time
 */
function inTurn(expression: string): Promise<unknown> {
  const result = lastWork.then(() => Promise.race([ask(expression), tooLate()]))
  lastWork = result.catch(() => undefined)
  return result
}

async function ask(expression: string): Promise<unknown> {
  return (await clipboardPage()).evaluate(expression)
}

/** On X11, Chromium waits for ever for a program that ends just when it is asked for its copy. */
async function tooLate(): Promise<undefined> {
  await setTimeout(answerWithinMs, undefined, { ref: false })
}

/**
 * The clipboard people share between their programs. Headless there is none, and reading answers
 * undefined; where it does not answer, it holds nothing.
 */
export const systemClipboard = {
  async writeText(text: string): Promise<void> {
    if (isHeadless()) return
    await inTurn(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  },
  async readText(): Promise<string | undefined> {
    if (isHeadless()) return undefined
    const text = await inTurn('navigator.clipboard.readText()')
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
 * The window's; where it is closed, another one out of sight, so that an app that quits can still
 * clear.
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
