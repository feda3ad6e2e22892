import type { Locator, Page } from '@playwright/test'
import type { RunningApp } from '../../stand-in/launch/running-app.ts'

interface Mounting {
  /** Milliseconds since the page began. */
  startedAtMs: number
  mountedAtMs: number
  paintedAtMs: number
}

declare global {
  /** In a page that `watchMounting` watches. */
  var mounting: Promise<Mounting>
}

/**
 * From the next load on, remembers when the page began to put its list together, when the list was in
 * the document, and when it was painted.
 */
export async function watchMounting(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // Svelte makes elements by cloning them: the first clone begins the list, or the first one behind
    // the words that are shown while the snapshot is not there yet.
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
        // What main has drawn is gone, and the list in its place.
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

/** Where the list has this many rows: those out of sight are only counted. */
export const listOf = (page: Page, rows: number): Locator =>
  page.locator(`[role="option"][aria-setsize="${rows}"]`).first()

/** Loads the page anew. @returns what mounting its list took, alone and until it was painted */
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
