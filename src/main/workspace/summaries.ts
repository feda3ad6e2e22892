import { isDeepStrictEqual } from 'node:util'
import type { ProviderSummary } from '../../shared/ipc.ts'
import { type Failure, ok, type Result } from '../../shared/result.ts'
import type { SecretsState } from '../../shared/vault.ts'
import type { Publish } from '../ipc.ts'
import { summarizeTokens } from '../provider/token-set.ts'
import type { StoredProvider } from '../vault/provider-actions.ts'
import type { Calls } from './calls.ts'
import { type Entries, tokensOf } from './entries.ts'
import type { Verifications } from './verifications.ts'

export type Summaries = ReturnType<typeof createSummaries>

interface SummariesOptions {
  entries: Entries
  calls: Pick<Calls, 'progress'>
  verifications: Pick<Verifications, 'verdictsOf'>
  publish: Publish
}

/**
 * What the window knows of each provider: what is stored, how its calls go on and what its keys say
 * of its tokens. Publishes a summary when it changed, and only then.
 */
export function createSummaries({ entries, calls, verifications, publish }: SummariesOptions) {
  /** As the window has them. */
  const published = new Map<string, ProviderSummary>()

  function summarize(stored: StoredProvider): ProviderSummary {
    const { provider, contents, interrupted, unsaved } = stored
    const progress = calls.progress(provider.id)
    return {
      provider,
      secrets: secretsState(contents),
      tokens: summarizeTokens(tokensOf(stored)),
      verified: verifications.verdictsOf(stored),
      run: progress.run,
      lastOutcome: progress.lastOutcome,
      unsaved: unsaved ?? (progress.unsaved ? waitsForVault : null),
      // See [Note: in-doubt refresh]: a marker of the call under way is no news yet.
      interrupted: progress.run.phase === 'idle' ? interrupted : null,
    }
  }

  function of(id: string): Result<ProviderSummary> {
    const stored = entries.find(id)
    return stored.ok ? ok(summarize(stored.value)) : stored
  }

  entries.onChange((id) => {
    const summary = of(id)
    if (!summary.ok) {
      if (published.delete(id)) publish('providerRemoved', { id })
    } else if (!isDeepStrictEqual(summary.value, published.get(id))) {
      published.set(id, summary.value)
      publish('providerChanged', summary.value)
    }
  })

  return {
    of,

    /** For a snapshot. In the order given; what it does not name comes last, oldest first. */
    all(order: readonly string[]): ProviderSummary[] {
      const place = new Map(order.map((id, index) => [id, index]))
      const rank = ({ provider }: StoredProvider) => place.get(provider.id) ?? order.length
      const summaries = entries
        .all()
        .sort((a, b) => rank(a) - rank(b) || a.provider.createdAtMs - b.provider.createdAtMs)
        .map(summarize)
      published.clear()
      for (const summary of summaries) published.set(summary.provider.id, summary)
      return summaries
    },
  }
}

function secretsState(contents: StoredProvider['contents']): SecretsState {
  if (contents.state !== 'ready') return contents
  return { state: 'ready', present: Object.keys(contents.record.secrets) }
}

const waitsForVault: Failure = {
  kind: 'not-saved',
  title: 'The new tokens are in memory only',
  detail: 'They arrived while the vault was locked.',
  nextStep: 'Unlock the vault, then choose "Save again".',
}
