import { isDeepStrictEqual } from 'node:util'
import type { ProviderSummary } from '../../shared/ipc.ts'
import type { DamagedFile } from '../../shared/vault.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { Publish } from '../ipc.ts'
import { summarizeTokens } from '../provider/token-set.ts'
import type { StoredProvider } from '../vault/provider-actions.ts'
import { providerFiles } from '../vault/provider-file.ts'
import type { Vault } from '../vault/vault.ts'
import { notThere } from '../vault/vault-failure.ts'
import { type Progress, summaryOf, tokensOf } from './entry.ts'

export type Entries = ReturnType<typeof createEntries>

interface EntriesOptions {
  vault: Pick<Vault, 'list' | 'peek' | 'read'>
  progressOf: (id: string) => Progress
  verifiedOf: (stored: StoredProvider) => ProviderSummary['verified']
  publish: Publish
}

/**
 * The providers as main knows them, kept in step with what is stored. An event is published when a
 * summary changed, and only then.
 */
export function createEntries(options: EntriesOptions) {
  const { vault, progressOf, verifiedOf, publish } = options
  const entries = new Map<string, StoredProvider>()
  const published = new Map<string, ProviderSummary>()
  let damaged: DamagedFile[] = []
  /** Before that nobody has a snapshot that an event could change. */
  let loaded = false

  const summarized = (stored: StoredProvider) => {
    const tokens = summarizeTokens(tokensOf(stored.contents))
    return summaryOf(stored, progressOf(stored.provider.id), verifiedOf(stored), tokens)
  }

  function put(stored: StoredProvider): ProviderSummary {
    const { id } = stored.provider
    entries.set(id, stored)
    const summary = summarized(stored)
    if (!isDeepStrictEqual(summary, published.get(id))) {
      published.set(id, summary)
      if (loaded) publish('providerChanged', summary)
    }
    return summary
  }

  async function fill(list: ReturnType<Vault['list']>): Promise<Result<null>> {
    const stored = await list
    if (!stored.ok) return stored
    damaged = stored.value.damaged
    entries.clear()
    for (const each of stored.value.providers) put(each)
    return ok(null)
  }

  return {
    /** What is stored now, from the one who has stored it. */
    put,

    /** What stands in clear, before the vault is opened and `load` has more. */
    peek: () => fill(vault.peek()),

    /** Reads everything anew: at start, and when the vault was opened or locked. */
    async load(): Promise<Result<null>> {
      const filled = await fill(vault.list())
      if (filled.ok) loaded = true
      return filled
    },

    /** Reads one provider anew after something about it was stored. */
    async reload(id: string): Promise<Result<ProviderSummary>> {
      const stored = await vault.read(id, entries.get(id)?.contents)
      return stored.ok ? ok(put(stored.value)) : stored
    },

    /** Its calls went on. A provider that is gone by now stays gone. */
    progressed(id: string): void {
      const stored = entries.get(id)
      if (stored) put(stored)
    },

    find(id: string): Result<StoredProvider> {
      const stored = entries.get(id)
      return stored ? ok(stored) : failed(notThere(providerFiles.words))
    },

    all: (): StoredProvider[] => [...entries.values()],
    damaged: (): DamagedFile[] => damaged,

    drop(id: string): void {
      entries.delete(id)
      published.delete(id)
      publish('providerRemoved', { id })
    },

    /** In the order given; what it does not name comes last, oldest first. */
    summaries(order: readonly string[]): ProviderSummary[] {
      const place = new Map(order.map((id, index) => [id, index]))
      const rank = ({ provider }: StoredProvider) => place.get(provider.id) ?? order.length
      return [...entries.values()]
        .sort((a, b) => rank(a) - rank(b) || a.provider.createdAtMs - b.provider.createdAtMs)
        .map(summarized)
    },
  }
}
