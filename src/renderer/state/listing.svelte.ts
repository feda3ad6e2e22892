import type { ProviderSummary } from '../../shared/ipc.ts'
import type { Clock } from './clock.svelte.ts'
import { type ListOrder, ordered } from './list-order.ts'
import { type Filter, passes } from './provider-state.ts'
import { matching } from './search.ts'
import type { Workspace } from './workspace.svelte.ts'

/** Which providers the list shows, and in which order. */
export class Listing {
  query = $state('')
  filter = $state.raw<Filter>('all')
  readonly #workspace: Workspace
  readonly #clock: Clock

  readonly #ordered = $derived.by(() => ordered(this.#workspace.providers, this.order))
  readonly #expiring = $derived.by(() => this.#passing('expiring'))
  readonly #failed = $derived.by(() => this.#passing('failed'))
  /** From top to bottom. */
  readonly visible: readonly ProviderSummary[] = $derived.by(() => {
    const { filter, query } = this
    const filtered = {
      all: () => this.#ordered,
      expiring: () => this.#expiring,
      failed: () => this.#failed,
    }[filter]()
    const found = matching(query, filtered, (summary) => this.#workspace.templateOf(summary))
    return found ? filtered.filter(({ provider }) => found.has(provider.id)) : filtered
  })

  constructor(workspace: Workspace, clock: Clock) {
    this.#workspace = workspace
    this.#clock = clock
  }

  get order(): ListOrder {
    return this.#workspace.preferences?.listOrder ?? 'own'
  }

  /** Whether not every provider is shown. */
  get isNarrowed(): boolean {
    return this.filter !== 'all' || this.query.trim() !== ''
  }

  get counts(): Record<Exclude<Filter, 'all'>, number> {
    return { expiring: this.#expiring.length, failed: this.#failed.length }
  }

  /** Shows all providers again. */
  widen(): void {
    this.query = ''
    this.filter = 'all'
  }

  #passing(filter: Filter) {
    const margin = this.#workspace.preferences?.skewSeconds ?? 0
    const { minuteMs } = this.#clock
    return this.#ordered.filter((summary) => passes(filter, summary, minuteMs, margin))
  }
}
