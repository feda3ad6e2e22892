import type { Page } from '@playwright/test'
import type { RunningApp } from '../running-app.ts'

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
 * From the next load on, remembers the task that put the list into the page. Messages that the page
 * sends to itself show when the main thread was free last: the task began right after.
 */
export async function watchMounting(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let freeAtMs = performance.now()
    let done = false
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      freeAtMs = performance.now()
      if (!done) channel.port2.postMessage(null)
    }
    channel.port2.postMessage(null)

    globalThis.mounting = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector('[role="option"]') === null) return
        observer.disconnect()
        const startedAtMs = freeAtMs
        const mountedAtMs = performance.now()
        requestAnimationFrame(() => {
          const painted = new MessageChannel()
          painted.port1.onmessage = () => {
            done = true
            resolve({ startedAtMs, mountedAtMs, paintedAtMs: performance.now() })
          }
          painted.port2.postMessage(null)
        })
      })
      observer.observe(document, { childList: true, subtree: true })
    })
  })
}

/** Loads the page anew. @returns what mounting its list took, alone and until it was painted */
export async function mountedMs(
  { evaluate, page }: RunningApp,
  rows: number,
): Promise<{ script: number; painted: number }> {
  const loaded = page.waitForEvent('domcontentloaded')
  await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await loaded
  await page
    .locator('[role="option"]')
    .nth(rows - 1)
    .waitFor({ state: 'attached' })
  const { startedAtMs, mountedAtMs, paintedAtMs } = await page.evaluate(() => mounting)
  return { script: mountedAtMs - startedAtMs, painted: paintedAtMs - startedAtMs }
}
