import type { Browser } from './browser.ts'
import { reportFailure } from './lifecycle.ts'
import {
  applyBounds,
  applyState,
  type Bounds,
  readBounds,
  type WindowState,
} from './window-bounds.ts'

type PlaceEvent = 'resize' | 'move' | 'maximize' | 'unmaximize' | 'minimize' | 'restore'

/**
 * Position, size and state of a window. Electron reports new bounds as soon as they are set, so this
 * holds the requested ones until Chromium has applied them. Events report what Chromium did.
 * Requests run one after the other, because Chromium drops those that come too fast.
 */
export class WindowPlace {
  bounds: Bounds
  normalBounds: Bounds
  state: WindowState = 'normal'
  private seen: Bounds & { state: WindowState }
  private requests = 0
  private work: Promise<void> = Promise.resolve()
  private readonly browser: Promise<Browser>
  private readonly minimum: { width: number; height: number }
  private readonly emit: (event: PlaceEvent) => void

  constructor(
    browser: Promise<Browser>,
    wanted: Partial<Bounds>,
    minimum: { width: number; height: number },
    emit: (event: PlaceEvent) => void,
  ) {
    this.browser = browser
    this.minimum = minimum
    this.emit = emit
    const { x, y, width = 800, height = 600 } = wanted
    // A new window may be smaller than its minimum, until a window manager resizes it.
    this.bounds = { x: x ?? 0, y: y ?? 0, width, height }
    this.normalBounds = this.bounds
    this.seen = { ...this.bounds, state: 'normal' }
    const { width: w, height: h } = this.bounds
    const place = x === undefined || y === undefined ? {} : { x, y }
    this.request((started) => applyBounds(started, { ...place, width: w, height: h }))
  }

  /** Resolves when Chromium has applied every request made so far. */
  settled(): Promise<void> {
    return this.work
  }

  move(change: Partial<Bounds>): void {
    this.bounds = this.atLeastMinimum({ ...this.bounds, ...change })
    this.normalBounds = this.bounds
    const wanted = this.bounds
    this.request((browser) => applyBounds(browser, wanted))
  }

  become(state: WindowState): void {
    this.request((browser) => applyState(browser, state))
  }

  /** Reads the bounds from Chromium: the user may have moved the window. */
  refresh(): void {
    this.enqueue((browser) => this.compare(browser))
  }

  private request(apply: (browser: Browser) => Promise<void>): void {
    this.requests++
    this.enqueue(async (browser) => {
      await apply(browser)
      this.requests--
      await this.compare(browser)
    })
  }

  private enqueue(task: (browser: Browser) => Promise<void>): void {
    const run = async () => {
      const browser = await this.browser
      if (!browser.page.isClosed()) await task(browser)
    }
    this.work = this.work.then(run).catch(async (error: unknown) => {
      if (!(await this.browser).page.isClosed()) reportFailure(error)
    })
  }

  private async compare(browser: Browser): Promise<void> {
    const { bounds, state } = await readBounds(browser)
    if (this.requests > 0) return // another request is about to change the bounds
    const before = this.seen
    this.seen = { ...bounds, state }
    this.bounds = bounds
    this.state = state
    if (state === 'normal') this.normalBounds = bounds
    if (bounds.width !== before.width || bounds.height !== before.height) this.emit('resize')
    if (bounds.x !== before.x || bounds.y !== before.y) this.emit('move')
    if (state === before.state) return
    if (before.state === 'maximized') this.emit('unmaximize')
    if (before.state === 'minimized') this.emit('restore')
    if (state === 'maximized') this.emit('maximize')
    if (state === 'minimized') this.emit('minimize')
  }

  private atLeastMinimum({ x, y, width, height }: Bounds): Bounds {
    const { minimum } = this
    return { x, y, width: Math.max(width, minimum.width), height: Math.max(height, minimum.height) }
  }
}
