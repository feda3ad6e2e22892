import type { CDPSession, Page } from '@playwright/test'

interface Stopwatch {
  /**
   * Milliseconds from calling `act`, right after a frame, until the end of the first frame in which
   * `isShown` is true, including its style, layout and paint. The minimum is one frame.
   */
  untilPainted: (act: () => void, isShown: () => boolean) => Promise<number>
}

declare global {
  /** Set in the page by `startWatch`. */
  var stopwatch: Stopwatch
}

/** Installs the stopwatch in the page. */
export async function startWatch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const channel = new MessageChannel()
    const behindFrame = () =>
      new Promise<number>((resolve) => {
        // Callbacks, style, layout and paint of a frame are one task; a message arrives after it.
        requestAnimationFrame(() => {
          channel.port1.onmessage = () => resolve(performance.now())
          channel.port2.postMessage(null)
        })
      })
    globalThis.stopwatch = {
      async untilPainted(act, isShown) {
        await behindFrame()
        const start = performance.now()
        act()
        for (let frame = 0; frame < 300; frame++) {
          const at = await behindFrame()
          if (isShown()) return at - start
        }
        throw new Error('It was not shown within 300 frames')
      },
    }
  })
}

/** Changes one text node: the time of the smallest possible change to this page. */
export const changeOneText = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const id = 'bench-control'
    const found = document.getElementById(id)
    const control = found ?? document.createElement('p')
    if (!found) {
      control.id = id
      control.style.cssText = 'position: fixed; right: 0; bottom: 0'
      document.body.append(control)
    }
    const text = String(Number(control.textContent) + 1)
    return stopwatch.untilPainted(
      () => {
        control.textContent = text
      },
      () => control.textContent === text,
    )
  })

/** Measures CPU time, which other processes affect less than wall-clock time. */
export interface CpuMeter {
  /** Milliseconds of all tasks of the main thread so far. */
  mainThreadMs: () => Promise<number>
  /** Milliseconds of all threads of the page's process so far. */
  processMs: () => Promise<number>
}

export async function startCpuMeter(page: Page): Promise<CpuMeter> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    mainThreadMs: async () => (await metric(session, 'TaskDuration')) * 1000,
    processMs: async () => (await metric(session, 'ProcessTime')) * 1000,
  }
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const found = metrics.find((each) => each.name === name)
  if (!found) throw new Error(`This Chromium counts no ${name}`)
  return found.value
}
