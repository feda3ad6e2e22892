import type { Api } from '../../shared/ipc.ts'
import type { Inspection, Slot } from '../../inspector/index.ts'
import type { TokenSummary } from '../../shared/token.ts'

interface Read {
  slot: Slot
  fingerprint: string
  inspection: Inspection
}

/** What was inside the tokens that a call has replaced. In memory only, dropped on a lock. */
export class EarlierTokens {
  /** By provider; of each slot the last two that were read, the newest last. */
  #read = $state.raw<Readonly<Record<string, readonly Read[]>>>({})
  readonly #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  /**
   * Reads the tokens that a call is about to replace. Main answers in order: asked first, it reads
   * them before the call. Where a slot is empty, what comes into it is no newer token of the old one.
   */
  async remember(id: string, tokens: readonly TokenSummary[]): Promise<void> {
    const held = this.#of(id).filter(({ slot }) => tokens.some((token) => token.slot === slot))
    this.#read = { ...this.#read, [id]: held }
    await Promise.all(tokens.map((token) => this.#readInto(id, token)))
  }

  /** What was in the slot before this token; null where nobody has seen it. */
  before(id: string, { slot, fingerprint }: TokenSummary): Inspection | null {
    const earlier = this.#of(id).findLast(
      (each) => each.slot === slot && each.fingerprint !== fingerprint,
    )
    return earlier?.inspection ?? null
  }

  forget(id: string): void {
    const others = Object.entries(this.#read).filter(([key]) => key !== id)
    this.#read = Object.fromEntries(others)
  }

  forgetAll(): void {
    this.#read = {}
  }

  async #readInto(id: string, { slot, fingerprint }: TokenSummary) {
    if (this.#of(id).findLast((each) => each.slot === slot)?.fingerprint === fingerprint) return
    const read = await this.#api.inspectToken({ id, slot })
    const held = this.#read[id]
    // Without an entry, all was dropped meanwhile.
    if (!read.ok || !held) return
    const others = held.filter((each) => each.slot !== slot)
    const one = held.filter((each) => each.slot === slot).slice(-1)
    const entries = [...others, ...one, { slot, fingerprint, inspection: read.value }]
    this.#read = { ...this.#read, [id]: entries }
  }

  #of(id: string): readonly Read[] {
    return this.#read[id] ?? []
  }
}
