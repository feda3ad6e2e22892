import type { BrowserContext, CDPSession, Page } from 'playwright'
import { appendedSwitches } from './command-line.ts'

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

/**
 * Starts Chromium and talks to it over Playwright's private pipe, so that it ends when this process
 * does, however that comes about.
 */
export async function startBrowser(moreSwitches: string[] = []): Promise<Browser> {
  const { chromium } = await import('playwright')
  const isRoot = process.getuid?.() === 0
  const context = await chromium.launchPersistentContext('', {
    ...browserToUse(),
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
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  const browser = context.browser()
  if (!browser) throw new Error('Playwright shows no browser for its context')
  const [cdp, browserCdp, { endpoint }] = await Promise.all([
    context.newCDPSession(page),
    browser.newBrowserCDPSession(),
    browser.bind('touchstone'),
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
