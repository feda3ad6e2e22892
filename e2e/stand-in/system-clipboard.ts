import { app } from './app.ts'
import { type Browser, isHeadless, startBrowser } from './browser.ts'
import { type HiddenPage, openHiddenPage } from './hidden-page.ts'
import { firstBrowser } from './running-browser.ts'

/** Its own origin: what the app's page may do with the clipboard stays as the app decided. */
const origin = 'https://clipboard.stand-in.invalid'

let hiddenPage: Promise<HiddenPage> | undefined
let lastWork: Promise<unknown> = Promise.resolve()

/** One after the other: a read sees what was written before it, and quitting waits for the last write. */
function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const result = lastWork.then(work)
  lastWork = result.catch(() => undefined)
  return result
}

app.standIn.beforeExit(async () => {
  await lastWork
})

async function evaluate(expression: string): Promise<unknown> {
  hiddenPage ??= openClipboardPage()
  return (await hiddenPage).evaluate(expression)
}

/** The clipboard people share between their programs; headless there is none, and reading answers undefined. */
export const systemClipboard = {
  async writeText(text: string): Promise<void> {
    if (isHeadless()) return
    await inTurn(() => evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`))
  },
  async readText(): Promise<string | undefined> {
    if (isHeadless()) return undefined
    const text = await inTurn(() => evaluate('navigator.clipboard.readText()'))
    return String(text)
  },
}

async function openClipboardPage(): Promise<HiddenPage> {
  const browser = await browserForClipboard()
  browser.context.once('close', () => (hiddenPage = undefined))
  for (const name of ['clipboard-read', 'clipboard-write']) {
    const permission = { permission: { name }, setting: 'granted', origin } as const
    await browser.browserCdp.send('Browser.setPermission', permission)
  }
  return openHiddenPage(browser.browserCdp, origin)
}

/** The window's; where its user has closed it, another one out of sight, so that quitting can still clear. */
async function browserForClipboard(): Promise<Browser> {
  const first = await firstBrowser
  if (first.page.isClosed()) {
    const other = await startBrowser(['--window-position=-10000,-10000', '--window-size=1,1'])
    app.standIn.beforeExit(() => other.context.close())
    return other
  }
  return first
}
