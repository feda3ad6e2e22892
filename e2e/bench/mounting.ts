import type { Locator, Page } from '@playwright/test'
import type { RunningApp } from '../../stand-in/launch/running-app.ts'

interface Mounting {
  /** Milliseconds since the navigation started. */
  startedAtMs: number
  mountedAtMs: number
  paintedAtMs: number
}

declare global {
  /** Set in the page by `watchMounting`. */
  var mounting: Promise<Mounting>
}

/**
 * From the next load on, records when the page starts to build its list, when the list is in the
 * document, and when it is painted.
 */
export async function watchMounting(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // Svelte creates elements by cloning them, so the first clone starts the list. If a text is shown
    // until the snapshot arrives, it is the first clone after that text.
    const prototype = Node.prototype
    const cloneNode = Object.getOwnPropertyDescriptor(prototype, 'cloneNode')
    let startedAtMs = NaN
    prototype.cloneNode = function (this: Node, deep?: boolean) {
      const isWaiting = document.querySelector('main.loading') !== null
      if (Number.isNaN(startedAtMs) || isWaiting) startedAtMs = performance.now()
      if (isWaiting && cloneNode) Object.defineProperty(prototype, 'cloneNode', cloneNode)
      return Reflect.apply(cloneNode?.value as Node['cloneNode'], this, [deep])
    }

    globalThis.mounting = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        // The list has replaced the opening that main has drawn.
        if (document.querySelector('main') === null || document.getElementById('opening')) return
        if (document.querySelector('[role="option"]') === null) return
        observer.disconnect()
        const mountedAtMs = performance.now()
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => {
            resolve({ startedAtMs, mountedAtMs, paintedAtMs: performance.now() })
          }
          channel.port2.postMessage(null)
        })
      })
      observer.observe(document, { childList: true, subtree: true })
    })
  })
}

/** The first row of a list of this length, which includes rows that do not exist out of sight. */
export const listOf = (page: Page, rows: number): Locator =>
  page.locator(`[role="option"][aria-setsize="${rows}"]`).first()

/** Reloads the page. @returns the milliseconds for mounting its list, and until it was painted */
export async function mountedMs(
  { evaluate, page }: RunningApp,
  rows: number,
): Promise<{ script: number; painted: number }> {
  const loaded = page.waitForEvent('domcontentloaded')
  await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await loaded
  await listOf(page, rows).waitFor({ state: 'attached' })
  const { startedAtMs, mountedAtMs, paintedAtMs } = await page.evaluate(() => mounting)
  if (Number.isNaN(startedAtMs)) throw new Error('Nothing was there before the list')
  return { script: mountedAtMs - startedAtMs, painted: paintedAtMs - startedAtMs }
}
