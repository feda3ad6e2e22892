import type { ProviderSummary } from '../../shared/ipc.ts'
import type { SecretsState } from '../../shared/vault.ts'
import type { Outcome, Run } from '../../shared/outcome.ts'
import type { Failure } from '../../shared/result.ts'
import type { Slot } from '../../inspector/index.ts'
import type { StoredToken, TokenSet, TokenSummary } from '../../shared/token.ts'
import type { StoredProvider } from '../vault/provider-actions.ts'

/** What is going on with a provider's calls. */
export interface Progress {
  run: Run
  lastOutcome: Outcome | null
  /** Tokens came while the vault was locked, and wait for it to open. */
  unsaved: boolean
}

/** What the renderer may know of a provider. */
export function summaryOf(
  { provider, contents, interrupted, unsaved }: StoredProvider,
  progress: Progress,
  verified: ProviderSummary['verified'],
  tokens: TokenSummary[],
): ProviderSummary {
  return {
    provider,
    secrets: secretsState(contents),
    tokens,
    verified,
    run: progress.run,
    lastOutcome: progress.lastOutcome,
    unsaved: unsaved ?? (progress.unsaved ? waitsForVault : null),
    // While a call is under way, its marker is on disk for a crash, not for the eye.
    interrupted: progress.run.phase === 'idle' ? interrupted : null,
  }
}

export function tokensOf(contents: StoredProvider['contents']): TokenSet {
  return contents.state === 'ready' ? contents.record.tokens : { tokens: {} }
}

export function storedToken({ contents }: StoredProvider, slot: Slot): StoredToken | undefined {
  return tokensOf(contents).tokens[slot]
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
