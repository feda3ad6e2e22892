import type { Failure, Result } from '../../shared/result.ts'
import { failureLines } from '../text/failure-words.ts'
import type { Clock } from './clock.svelte.ts'

export interface Notice {
  id: number
  /** `off`: nothing was done, as the user wished. */
  tone: 'good' | 'bad' | 'off'
  text: string
  detail?: string
  action?: { label: string; run: () => void }
}

const shownMs = 6000
/** For failures and messages with Undo. */
const shownLongMs = 12_000

/** Messages in the corner of the window, and announcements for screen readers. */
export class Notices {
  list = $state.raw<readonly Notice[]>([])
  /** Announced by screen readers when it changes (polite live region). */
  spoken = $state.raw('')

  readonly #clock: Clock
  #lastId = 0
  #alarms: { id: number; cancel: () => void }[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Returns the id of the message, for dismissing it early. */
  say(text: string, action?: Notice['action']): number {
    return this.#show({ tone: 'good', text, ...(action && { action }) })
  }

  fail(failure: Failure): number {
    const tone = failure.kind === 'declined' ? 'off' : 'bad'
    return this.#show({ tone, text: failure.title, detail: failureLines(failure).join(' ') })
  }

  /** Shows the failure of a call; returns whether it succeeded. */
  tell<Value>(result: Result<Value>): result is { ok: true; value: Value } {
    if (!result.ok) this.fail(result.failure)
    return result.ok
  }

  speak(text: string): void {
    this.spoken = text
  }

  dismiss(id: number): void {
    this.hold(id)
    this.list = this.list.filter((notice) => notice.id !== id)
  }

  /** Keeps a message while it is hovered or focused. */
  hold(id: number): void {
    for (const alarm of this.#alarms) if (alarm.id === id) alarm.cancel()
    this.#alarms = this.#alarms.filter((alarm) => alarm.id !== id)
  }

  release(id: number): void {
    this.hold(id)
    const notice = this.list.find((each) => each.id === id)
    if (notice) this.#expire(notice)
  }

  /** Runs the action of the newest message that has one. */
  undo(): void {
    const notice = this.list.findLast((each) => each.action)
    if (!notice) return
    this.dismiss(notice.id)
    notice.action?.run()
  }

  #show(content: Omit<Notice, 'id'>): number {
    this.#lastId += 1
    const notice = { id: this.#lastId, ...content }
    // A repeated text replaces the earlier one, so that "Copied" does not pile up.
    const others = this.list.filter((each) => each.text !== notice.text)
    this.list = [...others.slice(-2), notice]
    this.#expire(notice)
    return notice.id
  }

  #expire({ id, tone, action }: Notice) {
    const ms = action || tone === 'bad' ? shownLongMs : shownMs
    const cancel = this.#clock.alarm(Date.now() + ms, () => this.dismiss(id))
    this.#alarms.push({ id, cancel })
  }
}
