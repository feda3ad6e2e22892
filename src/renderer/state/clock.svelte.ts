import { showsSecondsUnderMs } from '../text/duration.ts'

const second = 1000
const minute = 60 * second

/**
 * The only timer of the window. It ticks on the full second while something on screen shows
 * seconds, else on the full minute, and not at all while the window is hidden. Both readings are
 * epoch milliseconds from the system's clock; nothing is counted down.
 */
export class Clock {
  #second = $state.raw(Date.now())
  #minute = $state.raw(Date.now())
  #needingSeconds = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #running = false

  /** Updated each second while `needSeconds` is in effect. */
  get secondMs(): number {
    return this.#second
  }

  /** Updated each minute. */
  get minuteMs(): number {
    return this.#minute
  }

  /** Starts ticking; the returned function stops it for good. */
  start(): () => void {
    const follow = () => {
      if (document.visibilityState === 'hidden') this.#pause()
      else this.#resume()
    }
    document.addEventListener('visibilitychange', follow)
    follow()
    return () => {
      document.removeEventListener('visibilitychange', follow)
      this.#pause()
    }
  }

  /** Asks for a tick each second until the returned function is called. */
  needSeconds(): () => void {
    this.#needingSeconds += 1
    if (this.#needingSeconds === 1) {
      this.#second = Date.now()
      this.#schedule()
    }
    return () => {
      this.#needingSeconds -= 1
      if (this.#needingSeconds === 0) this.#schedule()
    }
  }

  /** Reads the system's clock now, for something new that is measured against it. */
  refresh(): void {
    this.#second = Date.now()
    this.#minute = this.#second
  }

  /** Calls back once, even if the window is hidden. The returned function cancels it. */
  alarm(atMs: number, callback: () => void): () => void {
    const timer = setTimeout(callback, Math.max(0, atMs - Date.now()))
    return () => clearTimeout(timer)
  }

  #resume() {
    this.#running = true
    this.refresh()
    this.#schedule()
  }

  #pause() {
    this.#running = false
    clearTimeout(this.#timer)
  }

  #schedule() {
    clearTimeout(this.#timer)
    if (!this.#running) return
    const period = this.#needingSeconds > 0 ? second : minute
    this.#timer = setTimeout(() => this.#tick(), period - (Date.now() % period))
  }

  #tick() {
    const now = Date.now()
    this.#second = now
    if (Math.floor(now / minute) !== Math.floor(this.#minute / minute)) this.#minute = now
    this.#schedule()
  }
}

/** Whether the distance to a point in time shows seconds, now or within a minute. */
const isNear = (atMs: number, minuteMs: number): boolean =>
  Math.abs(atMs - minuteMs) < showsSecondsUnderMs + minute

/**
 * The current time, updated each second near a point in time, else each minute. For components: it
 * lives as long as the component that calls it.
 *
 * @param atMs the point in time in epoch milliseconds; null if there is none
 */
export function nowNear(clock: Clock, atMs: () => number | null): () => number {
  const near = $derived.by(() => {
    const at = atMs()
    return at !== null && isNear(at, clock.minuteMs)
  })
  $effect(() => (near ? clock.needSeconds() : undefined))
  return () => (near ? clock.secondMs : clock.minuteMs)
}
