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
 * Joins what is stored of a provider with the state of its calls and the verdicts on its tokens:
 * all that the window knows of it. Publishes a summary only when it has changed.
 */
export function createSummaries({ entries, calls, verifications, publish }: SummariesOptions) {
  /** The summaries that the window has. */
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
      unsaved: unsaved ?? (progress.unsaved && notStored(progress.unsaved)),
      // While a call runs, its marker is on disk only for a crash [Note: in-doubt refresh].
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

    /** For a snapshot: in the given order, then the others, oldest first. */
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

/** `cause`: the vault is locked, or the provider's file cannot be read now. */
const notStored = ({ kind, detail, title }: Failure): Failure => ({
  kind: 'not-saved',
  title: 'The new tokens are in memory only',
  detail: kind === 'locked' ? 'They arrived while the vault was locked.' : (detail ?? title),
  nextStep:
    kind === 'locked'
      ? 'Unlock the vault, then click Save again.'
      : 'When the file can be read, click Save again.',
})
