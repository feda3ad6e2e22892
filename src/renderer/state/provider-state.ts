import type { ProviderSummary } from '../../shared/ipc.ts'
import type { TokenSummary } from '../../shared/token.ts'
import { lifeOf, lifetimeState } from './token-life.ts'

/** What a provider's row says first: what stops its user, else the life of its token. */
export type ProviderState =
  | { is: 'running' | 'locked' | 'enter-again' | 'not-saved' | 'no-token' }
  | { is: 'failed'; operation: string }
  | { is: 'alive'; token: TokenSummary }

/** The token whose state a provider's row shows: the access token, else the first one. */
export const mainToken = ({ tokens }: ProviderSummary): TokenSummary | undefined =>
  tokens.find(({ slot }) => slot === 'access') ?? tokens[0]

export function providerState(summary: ProviderSummary): ProviderState {
  const { run, secrets, unsaved, lastOutcome } = summary
  if (run.phase !== 'idle') return { is: 'running' }
  if (secrets.state !== 'ready') return { is: secrets.state }
  if (unsaved) return { is: 'not-saved' }
  const end = lastOutcome?.end
  if (lastOutcome && end?.ok === false && end.failure.kind !== 'cancelled') {
    return { is: 'failed', operation: lastOutcome.operation }
  }
  const token = mainToken(summary)
  return token ? { is: 'alive', token } : { is: 'no-token' }
}

/** Providers that the list can be narrowed to. */
export type Filter = 'all' | 'expiring' | 'failed'

/** @param marginSeconds how long before its end a token is due for renewal */
export function passes(
  filter: Filter,
  summary: ProviderSummary,
  nowMs: number,
  marginSeconds: number,
): boolean {
  const state = providerState(summary)
  if (filter === 'failed') return ['failed', 'enter-again', 'not-saved'].includes(state.is)
  if (filter === 'all') return true
  if (state.is !== 'alive') return false
  return lifetimeState(lifeOf(state.token), nowMs, marginSeconds).state === 'soon'
}
