import type { Failure } from '../../shared/result.ts'
import { failureLines } from '../text/failure-words.ts'
import type { Clock } from './clock.svelte.ts'

export interface Notice {
  id: number
  tone: 'good' | 'bad'
  text: string
  detail?: string
  action?: { label: string; run: () => void }
}

const shownMs = 6000
/** What can be undone, or went wrong, stays long enough to be read twice. */
const shownLongMs = 12_000

/** Short messages at the edge of the window, and words for screen readers alone. */
export class Notices {
  list = $state.raw<readonly Notice[]>([])
  /** Read aloud politely when it changes. */
  spoken = $state.raw('')

  readonly #clock: Clock
  #lastId = 0
  #alarms: { id: number; cancel: () => void }[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Gives the message's id, for whoever takes it back before its time. */
  say(text: string, action?: Notice['action']): number {
    return this.#show({ tone: 'good', text, ...(action && { action }) })
  }

  fail(failure: Failure): void {
    this.#show({ tone: 'bad', text: failure.title, detail: failureLines(failure).join(' ') })
  }

  speak(text: string): void {
    this.spoken = text
  }

  dismiss(id: number): void {
    this.hold(id)
    this.list = this.list.filter((notice) => notice.id !== id)
  }

  /** While it is pointed at or focused, a notice stays. */
  hold(id: number): void {
    for (const alarm of this.#alarms) if (alarm.id === id) alarm.cancel()
    this.#alarms = this.#alarms.filter((alarm) => alarm.id !== id)
  }

  release(id: number): void {
    this.hold(id)
    const notice = this.list.find((each) => each.id === id)
    if (notice) this.#expire(notice)
  }

  /** Runs the action of the newest notice that has one: what "undo" means right now. */
  undo(): void {
    const notice = this.list.findLast((each) => each.action)
    if (!notice) return
    this.dismiss(notice.id)
    notice.action?.run()
  }

  #show(content: Omit<Notice, 'id'>): number {
    this.#lastId += 1
    const notice = { id: this.#lastId, ...content }
    // The same words again replace the old ones: no pile of "Copied".
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
