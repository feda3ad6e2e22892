import type { Api } from '../../shared/ipc.ts'
import type { Inspection, Slot } from '../../inspector/index.ts'
import type { Failure } from '../../shared/result.ts'

export type InspectionEntry = { version: string } & (
  | { phase: 'reading' }
  | { phase: 'ready'; inspection: Inspection }
  | { phase: 'failed'; failure: Failure }
)

/** Inspections of providers' tokens. Loaded on demand, dropped on a lock. */
export class Inspections {
  #entries = $state.raw<Readonly<Record<string, InspectionEntry>>>({})
  readonly #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  of(id: string, slot: Slot): InspectionEntry | undefined {
    return this.#entries[`${id}/${slot}`]
  }

  /**
   * Inspects a token. `version` identifies it and its state: another version needs another
   * inspection. Until that arrives, the earlier one of the slot stays.
   */
  async load(id: string, slot: Slot, version: string): Promise<void> {
    const before = this.of(id, slot)
    this.#set(id, slot, before ? { ...before, version } : { phase: 'reading', version })
    const read = await this.#api.inspectToken({ id, slot })
    // A newer version was requested meanwhile, or all were dropped.
    if (this.of(id, slot)?.version !== version) return
    this.#set(
      id,
      slot,
      read.ok
        ? { phase: 'ready', version, inspection: read.value }
        : { phase: 'failed', version, failure: read.failure },
    )
  }

  forget(id: string): void {
    const others = Object.entries(this.#entries).filter(([key]) => !key.startsWith(`${id}/`))
    this.#entries = Object.fromEntries(others)
  }

  forgetAll(): void {
    this.#entries = {}
  }

  #set(id: string, slot: Slot, entry: InspectionEntry) {
    this.#entries = { ...this.#entries, [`${id}/${slot}`]: entry }
  }
}
