import type { CDPSession, Page } from '@playwright/test'

interface Stopwatch {
  /**
   * Milliseconds from calling `act`, right behind a frame, to behind the first frame in which
   * `isShown`: style, layout and paint of it are done then. One frame is the least there can be.
   */
  untilPainted: (act: () => void, isShown: () => boolean) => Promise<number>
}

declare global {
  /** In the page, once `startWatch` has put it there. */
  var stopwatch: Stopwatch
}

/** Puts the stopwatch into the page. */
export async function startWatch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const channel = new MessageChannel()
    const behindFrame = () =>
      new Promise<number>((resolve) => {
        // A frame's callbacks, style, layout and paint are one task: a message comes behind it.
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

/** Changes one text node: what the least change of this page takes. */
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

/** Counts CPU time, which other processes do not change as they do the clock on the wall. */
export interface CpuMeter {
  /** Milliseconds of the main thread's tasks so far. */
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
