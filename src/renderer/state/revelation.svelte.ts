import type { Api } from '../../shared/ipc.ts'
import type { Result } from '../../shared/result.ts'
import type { Slot } from '../../inspector/index.ts'
import type { Clock } from './clock.svelte.ts'

/** The token whose text is shown for a limited time. One at a time. */
export class Revelation {
  current = $state.raw<{ id: string; slot: Slot; text: string; hidesAtMs: number } | null>(null)

  readonly #api: Api
  readonly #clock: Clock
  #cancelAlarm = () => {}
  /** Incremented by each `hide`. The token of an earlier turn is not shown. */
  #turn = 0

  constructor(api: Api, clock: Clock) {
    this.#api = api
    this.#clock = clock
  }

  of(id: string, slot: Slot): { text: string; hidesAtMs: number } | null {
    return this.current?.id === id && this.current.slot === slot ? this.current : null
  }

  async reveal(id: string, slot: Slot, seconds: number): Promise<Result<null>> {
    this.hide()
    const turn = this.#turn
    const revealed = await this.#api.revealToken({ id, slot })
    if (!revealed.ok) return revealed
    if (turn !== this.#turn) return { ok: true, value: null }
    const hidesAtMs = Date.now() + seconds * 1000
    this.current = { id, slot, text: revealed.value, hidesAtMs }
    this.#cancelAlarm = this.#clock.alarm(hidesAtMs, () => this.hide())
    return { ok: true, value: null }
  }

  hide(): void {
    this.#turn += 1
    this.#cancelAlarm()
    this.current = null
  }
}
