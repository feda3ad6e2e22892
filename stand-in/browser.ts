import { setTimeout } from 'node:timers/promises'
import type { BrowserContext, CDPSession, Page } from 'playwright'
import { appendedSwitches } from './command-line.ts'
import { reportFailure, warn } from './lifecycle.ts'

/** One Chromium with one window. Its profile is a temporary folder that is removed with it. */
export interface Browser {
  readonly context: BrowserContext
  readonly page: Page
  /** DevTools session of the page. */
  readonly cdp: CDPSession
  /** DevTools session of the whole browser. */
  readonly browserCdp: CDPSession
  /** Address at which another Playwright can connect and drive the same window. */
  readonly endpoint: string
  /** Process id of Chromium's main process. */
  readonly pid: number
}

export const isHeadless = () => process.env['TOUCHSTONE_HEADLESS'] === '1'

/** Starts are much faster than this. About one in a thousand hangs for good; a second try works. */
const startTimeoutMs = 8000

/**
 * Starts Chromium, connected by Playwright's private pipe, so that it ends whenever this process
 * ends. If it hangs, a second one is started.
 */
export async function startBrowser(moreSwitches: string[] = []): Promise<Browser> {
  const started = (await tryToStart(moreSwitches)) ?? (await tryToStart(moreSwitches))
  if (!started) throw new Error('Chromium was stuck at its start, twice')
  return started
}

/** @returns null if Chromium hangs */
async function tryToStart(moreSwitches: string[]): Promise<Browser | null> {
  const { chromium, errors } = await import('playwright')
  const isRoot = process.getuid?.() === 0
  const launched = chromium.launchPersistentContext('', {
    ...browserToUse(),
    timeout: startTimeoutMs,
    headless: isHeadless(),
    // Chromium's sandbox does not work as root; --test-type hides the warning bar about it.
    chromiumSandbox: !isRoot,
    // Without this switch Chromium shows no bar about automated test software.
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
    acceptDownloads: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
  const context = await launched.catch((error: unknown) => {
    if (error instanceof errors.TimeoutError) return null
    throw error
  })
  const connecting = context && connect(context)
  // After the timeout nothing awaits it, and a late rejection must not end the process.
  connecting?.catch(() => undefined)
  const browser =
    connecting &&
    (await Promise.race([connecting, setTimeout(startTimeoutMs, null, { ref: false })]))
  if (!browser) {
    warn(`Chromium is stuck ${context ? 'behind its start' : 'at its start'}: starting another`)
    // Closing may hang too; Chromium ends at the latest with this process.
    void context?.close().catch(reportFailure)
  }
  return browser
}

async function connect(context: BrowserContext): Promise<Browser> {
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  const browser = context.browser()
  if (!browser) throw new Error('Playwright shows no browser for its context')
  const [cdp, browserCdp, { endpoint }] = await Promise.all([
    context.newCDPSession(page),
    browser.newBrowserCDPSession(),
    browser.bind('touchstone'),
    // Fails, or hangs, if the page does not respond.
    page.evaluate('0'),
  ])
  const { processInfo } = await browserCdp.send('SystemInfo.getProcessInfo')
  const pid = processInfo.find(({ type }) => type === 'browser')?.id
  if (pid === undefined) throw new Error('Chromium does not say which process it is')
  return { context, page, cdp, browserCdp, endpoint, pid }
}

/**
 * `TOUCHSTONE_CHROMIUM` is set by the scripts that look for a browser. Playwright's own Chromium is
 * the default.
 */
function browserToUse(): { executablePath?: string } {
  const executablePath = process.env['TOUCHSTONE_CHROMIUM']
  return executablePath === undefined || executablePath === '' ? {} : { executablePath }
}
