import { setTimeout } from 'node:timers/promises'
import type { BrowserContext, CDPSession, Page } from 'playwright'
import { appendedSwitches } from './command-line.ts'
import { reportFailure, warn } from './lifecycle.ts'

/** One Chromium showing one window: its profile is a temporary folder that goes with it. */
export interface Browser {
  readonly context: BrowserContext
  readonly page: Page
  /** For the page. */
  readonly cdp: CDPSession
  /** For the whole browser. */
  readonly browserCdp: CDPSession
  /** Where another Playwright can connect to drive the same window. */
  readonly endpoint: string
  /** Of Chromium's first process. */
  readonly pid: number
}

export const isHeadless = () => process.env['TOUCHSTONE_HEADLESS'] === '1'

/** No start takes nearly so long. About one of a thousand is stuck for good, the next one never was. */
const patienceMs = 8000

/**
 * Starts Chromium and talks to it over Playwright's private pipe, so that it ends when this process
 * does, however that comes about. One that is stuck is left, and another one started.
 */
export async function startBrowser(moreSwitches: string[] = []): Promise<Browser> {
  const started = (await tryToStart(moreSwitches)) ?? (await tryToStart(moreSwitches))
  if (!started) throw new Error('Chromium was stuck at its start, twice')
  return started
}

/** null where it is stuck. */
async function tryToStart(moreSwitches: string[]): Promise<Browser | null> {
  const { chromium, errors } = await import('playwright')
  const isRoot = process.getuid?.() === 0
  const launched = chromium.launchPersistentContext('', {
    ...browserToUse(),
    timeout: patienceMs,
    headless: isHeadless(),
    // Chromium's sandbox does not work as root; --test-type keeps the warning about it off the
    // window.
    chromiumSandbox: !isRoot,
    // Nobody who uses the app needs to be told that a program drives the browser.
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      '--app=data:text/html,',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(isRoot ? ['--test-type'] : []),
      ...appendedSwitches(),
      ...moreSwitches,
    ],
    viewport: null,
    colorScheme: null,
    acceptDownloads: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
  const context = await launched.catch((error: unknown) => {
    if (error instanceof errors.TimeoutError) return null
    throw error
  })
  const looked = context && lookInto(context)
  // Once it is left, nobody waits for it any more.
  looked?.catch(() => undefined)
  const browser =
    looked && (await Promise.race([looked, setTimeout(patienceMs, null, { ref: false })]))
  if (!browser) {
    warn(`Chromium is stuck ${context ? 'behind its start' : 'at its start'}: starting another`)
    // It may be stuck there too; at the latest it ends with this process.
    void context?.close().catch(reportFailure)
  }
  return browser
}

async function lookInto(context: BrowserContext): Promise<Browser> {
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  const browser = context.browser()
  if (!browser) throw new Error('Playwright shows no browser for its context')
  const [cdp, browserCdp, { endpoint }] = await Promise.all([
    context.newCDPSession(page),
    browser.newBrowserCDPSession(),
    browser.bind('touchstone'),
    // That it answers at all.
    page.evaluate('0'),
  ])
  const { processInfo } = await browserCdp.send('SystemInfo.getProcessInfo')
  const pid = processInfo.find(({ type }) => type === 'browser')?.id
  if (pid === undefined) throw new Error('Chromium does not say which process it is')
  return { context, page, cdp, browserCdp, endpoint, pid }
}

/**
 * `TOUCHSTONE_CHROMIUM` is set by the scripts that look for a browser; without it Playwright's own
 * is used.
 */
function browserToUse(): { executablePath?: string } {
  const executablePath = process.env['TOUCHSTONE_CHROMIUM']
  return executablePath === undefined || executablePath === '' ? {} : { executablePath }
}
