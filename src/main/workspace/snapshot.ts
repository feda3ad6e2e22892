import type { Snapshot } from '../../shared/ipc.ts'
import { demoBaseUrl } from '../../shared/provider.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { PreferencesStore } from '../kept-preferences.ts'
import type { Vault } from '../vault/vault.ts'
import type { Templates } from './check-draft.ts'
import type { Entries } from './entries.ts'
import type { Summaries } from './summaries.ts'

interface SnapshotOptions {
  entries: Pick<Entries, 'peek' | 'damaged'>
  summaries: Pick<Summaries, 'all'>
  templates: Templates
  vault: Pick<Vault, 'status'>
  preferences: Pick<PreferencesStore, 'read' | 'order'>
  app: Snapshot['app']
  /** Resolves once everything is read. The window may ask earlier. */
  ready: () => Promise<Result<null>>
}

export interface Snapshots {
  take: () => Promise<Result<Snapshot>>
  /** Before the vault is open: what is stored in clear, every provider locked. */
  peek: () => Promise<Result<Snapshot>>
}

/** Everything that the window needs at its start. Holds no secret. */
export function createSnapshots(options: SnapshotOptions): Snapshots {
  const { entries, summaries, templates, vault, preferences, app, ready } = options

  async function snapshotOnce(loading: Promise<Result<null>>): Promise<Result<Snapshot>> {
    const loaded = await loading
    if (!loaded.ok) return loaded
    const chosen = preferences.read()
    return ok({
      templates: [...templates.values()],
      providers: summaries
        .all(preferences.order())
        .filter(({ provider }) => chosen.demo || provider.baseUrl !== demoBaseUrl),
      damaged: entries.damaged(),
      vault: vault.status(),
      preferences: chosen,
      app,
    })
  }

  return {
    take: () => snapshotOnce(ready()),
    peek: () => snapshotOnce(entries.peek()),
  }
}
