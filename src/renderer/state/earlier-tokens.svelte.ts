import type { Api } from '../../shared/ipc.ts'
import type { Inspection, Slot } from '../../inspector/index.ts'
import type { TokenSummary } from '../../shared/token.ts'

interface Read {
  slot: Slot
  fingerprint: string
  inspection: Inspection
}

/** Inspections of the tokens that calls have replaced. In memory only, dropped on a lock. */
export class EarlierTokens {
  /** By provider id: the last two inspections of each slot, the newest last. */
  #read = $state.raw<Readonly<Record<string, readonly Read[]>>>({})
  readonly #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  /**
   * Inspects the tokens that a call is about to replace. Main handles calls in order, so these are
   * read before they are replaced. An empty slot is forgotten: its next token replaces nothing.
   */
  async remember(id: string, tokens: readonly TokenSummary[]): Promise<void> {
    const held = this.#of(id).filter(({ slot }) => tokens.some((token) => token.slot === slot))
    this.#read = { ...this.#read, [id]: held }
    await Promise.all(tokens.map((token) => this.#readInto(id, token)))
  }

  /** The token that this one replaced; null if it was not inspected. */
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
    // Without an entry, all inspections were dropped meanwhile.
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
