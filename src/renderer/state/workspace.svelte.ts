import type { Api, ProviderSummary, Snapshot } from '../../shared/ipc.ts'
import type { DamagedFile, VaultStatus } from '../../shared/vault.ts'
import type { Preferences } from '../../shared/preferences.ts'
import type { BrokenTemplate, ProviderTemplate } from '../../shared/template.ts'
import type { Failure } from '../../shared/result.ts'

export type Loading =
  { phase: 'loading' } | { phase: 'failed'; failure: Failure } | { phase: 'ready' }

/** The state of main that may be shown: a snapshot at the start, then events. */
export class Workspace {
  loading = $state.raw<Loading>({ phase: 'loading' })
  templates = $state.raw<readonly ProviderTemplate[]>([])
  /** In the user's order. */
  providers = $state.raw<readonly ProviderSummary[]>([])
  damaged = $state.raw<readonly DamagedFile[]>([])
  brokenTemplates = $state.raw<readonly BrokenTemplate[]>([])
  vault = $state.raw<VaultStatus | null>(null)
  preferences = $state.raw<Preferences | null>(null)
  app = $state.raw<Snapshot['app'] | null>(null)

  readonly #api: Api
  /** Events that arrived before the snapshot. They may be newer than it. */
  #early: (() => void)[] = []

  constructor(api: Api) {
    this.#api = api
  }

  /** Listens for events and loads the snapshot; the returned function stops listening. */
  start(): () => void {
    const stops = [
      this.#api.on('providerChanged', (summary) => this.#apply(() => this.put(summary))),
      this.#api.on('providerRemoved', ({ id }) => this.#apply(() => this.drop(id))),
      this.#api.on('vaultChanged', (vault) => this.#apply(() => (this.vault = vault))),
      this.#api.on('preferencesChanged', (changed) =>
        this.#apply(() => (this.preferences = changed)),
      ),
      this.#api.on('snapshotChanged', () => void this.load()),
    ]
    void this.load()
    return () => {
      for (const stop of stops) stop()
    }
  }

  async load(): Promise<void> {
    if (this.loading.phase === 'failed') this.loading = { phase: 'loading' }
    const snapshot = await this.#api.snapshot(null)
    if (!snapshot.ok) {
      this.loading = { phase: 'failed', failure: snapshot.failure }
      return
    }
    this.show(snapshot.value)
    for (const apply of this.#early) apply()
    this.#early = []
    this.loading = { phase: 'ready' }
  }

  show(snapshot: Snapshot): void {
    const { templates, providers, damaged, brokenTemplates, vault, preferences, app } = snapshot
    this.templates = templates
    this.brokenTemplates = brokenTemplates
    this.providers = providers
    this.damaged = damaged
    this.vault = vault
    this.preferences = preferences
    this.app = app
  }

  provider(id: string): ProviderSummary | undefined {
    return this.providers.find(({ provider }) => provider.id === id)
  }

  templateOf(summary: ProviderSummary): ProviderTemplate | undefined {
    return this.templates.find(({ id }) => id === summary.provider.template)
  }

  /**
   * Replaces a provider in its place, or adds it at the end. `index` is its place if that is known:
   * the provider's event may have come first and added it at the end.
   */
  put(summary: ProviderSummary, index?: number): void {
    const ids = this.providers.map((each) => each.provider.id)
    const at = ids.indexOf(summary.provider.id)
    const others = at === -1 ? this.providers : this.providers.toSpliced(at, 1)
    const to = index ?? (at === -1 ? others.length : at)
    this.providers = others.toSpliced(to, 0, summary)
  }

  drop(id: string): void {
    this.providers = this.providers.filter((each) => each.provider.id !== id)
    this.damaged = this.damaged.filter((each) => each.id !== id)
  }

  order(ids: readonly string[]): void {
    this.providers = ids.flatMap((id) => this.provider(id) ?? [])
  }

  #apply(change: () => void) {
    if (this.loading.phase === 'ready') change()
    else this.#early.push(change)
  }
}
