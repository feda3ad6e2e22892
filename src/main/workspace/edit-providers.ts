import { randomUUID } from 'node:crypto'
import type { ProviderSummary } from '../../shared/ipc.ts'
import type { Provider, ProviderDraft } from '../../shared/provider.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Handlers, Publish } from '../ipc.ts'
import type { Vault } from '../vault/vault.ts'
import { keptKeySource } from '../verify/key-import.ts'
import { checkDraft, type Templates } from './check-draft.ts'
import type { Entries } from './entries.ts'
import type { Summaries } from './summaries.ts'

interface EditOptions {
  vault: Pick<Vault, 'add' | 'edit' | 'remove' | 'restore'>
  entries: Entries
  summaries: Pick<Summaries, 'of'>
  templates: Templates
  publish: Publish
  now: () => number
}

/** The calls that add, change and remove providers. Each is one durable write. */
export function createEdits(options: EditOptions) {
  const { vault, entries, summaries, templates, publish, now } = options

  async function reloaded(id: string): Promise<Result<ProviderSummary>> {
    const read = await entries.reload(id)
    return read.ok ? summaries.of(id) : read
  }

  async function add(draft: ProviderDraft): Promise<Result<ProviderSummary>> {
    const checked = checkDraft(draft, templates)
    if (!checked.ok) return checked
    const { secrets, ...settings } = checked.value
    const provider: Provider = {
      ...settings,
      id: randomUUID(),
      createdAtMs: now(),
      mutedFindings: [],
      keySource: null,
    }
    const added = await vault.add(provider, secrets)
    return added.ok ? reloaded(provider.id) : added
  }

  async function change(
    provider: Provider,
    secrets: Record<string, string> = {},
  ): Promise<Result<ProviderSummary>> {
    const changed = await vault.edit(provider, secrets)
    return changed.ok ? reloaded(provider.id) : changed
  }

  /** After a damaged file came or went, which has no entry of its own. */
  async function reloadAll(): Promise<void> {
    await entries.load()
    publish('snapshotChanged', null)
  }

  return {
    addProvider: add,

    async updateProvider({ id, draft }) {
      const entry = entries.find(id)
      if (!entry.ok) return entry
      const checked = checkDraft(draft, templates)
      if (!checked.ok) return checked
      const { secrets, ...settings } = checked.value
      return change({ ...entry.value.provider, ...settings }, secrets)
    },

    /** Copies settings and secrets under another name. Tokens stay with the original. */
    async duplicateProvider({ id }) {
      const entry = entries.find(id)
      if (!entry.ok) return entry
      const { provider, contents } = entry.value
      const { name, environment, baseUrl, template, fields } = provider
      const secrets = contents.state === 'ready' ? contents.record.secrets : {}
      return add({ name: `${name} (copy)`, environment, baseUrl, template, fields, secrets })
    },

    async removeProvider({ id }) {
      const removed = await vault.remove(id)
      if (!removed.ok) return removed
      if (entries.find(id).ok) entries.drop(id)
      else await reloadAll()
      return removed
    },

    async undoRemoveProvider({ id }) {
      const restored = await vault.restore(id)
      if (!restored.ok) return restored
      const summary = await reloaded(id)
      if (!summary.ok) await reloadAll()
      return summary
    },

    async setKeySource({ id, keySource }) {
      const entry = entries.find(id)
      if (!entry.ok) return entry
      const kept = keySource ? keptKeySource(keySource) : ok(null)
      return kept.ok ? change({ ...entry.value.provider, keySource: kept.value }) : kept
    },

    async muteFinding({ id, finding, muted }) {
      const entry = entries.find(id)
      if (!entry.ok) return entry
      const { provider } = entry.value
      const others = provider.mutedFindings.filter((each) => each !== finding)
      const mutedFindings = muted ? [...others, finding] : others
      const changed = await change({ ...provider, mutedFindings })
      return changed.ok ? ok(null) : changed
    },
  } satisfies Partial<Handlers>
}
