import type { ActivityEntry, Outcome } from '../../shared/outcome.ts'
import type { Provider } from '../../shared/provider.ts'
import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import type { Operation, ProviderTemplate } from '../../shared/template.ts'
import type { TokenSet } from '../../shared/token.ts'
import { activityEntry } from './activity-entry.ts'
import type { CallValues } from './request/values.ts'
import { notSaved, withDoubt } from './run-failures.ts'
import { type CallReport, type Send, runOperation } from './run-operation.ts'
import { mergeTokens, summarizeTokens } from './token-set.ts'

/** Everything a call needs, as it is when its turn comes. Secret. */
export interface OpenProvider {
  provider: Provider
  template: ProviderTemplate
  /** With the base URL that is really called, never `demo:`. */
  values: CallValues
}

/** What calls need of the vault. */
export interface CallStore {
  open: (providerId: string) => Promise<Result<OpenProvider>>
  /**
   * On disk and flushed when it resolves, together with the end of what `markSent` began. With kind
   * `not-saved` the store keeps them in memory and gives them to the next `open`. `provider` is as
   * it was when the call began: the store refuses tokens that came from another place.
   */
  saveTokens: (provider: Provider, tokens: TokenSet) => Promise<Result<null>>
  /** On disk before a request is sent that may replace the refresh token. */
  markSent: (
    providerId: string,
    sent: { operation: string; sentAtMs: number },
  ) => Promise<Result<null>>
  clearSent: (providerId: string) => Promise<Result<null>>
}

export interface CallContext {
  store: CallStore
  send: Send
  /** Epoch milliseconds. */
  now: () => number
  newId: () => string
  /** Makes the line of activity when there is time for it; null where there is none. */
  record: (entry: () => ActivityEntry | null) => void
  /** Told of what went wrong beside the point, while the call itself went on. */
  report: (failure: Failure) => void
}

/** What the one who cancels must know, and how he cancels. */
export interface CallProgress {
  signal: AbortSignal
  onSent: () => void
  /** The answer is there: from now on nothing is cancelled, its tokens are being stored. */
  onAnswered: () => void
}

/** Tokens that the store could not take because it was locked meanwhile. Secret. */
export interface PendingTokens {
  provider: Provider
  tokens: TokenSet
}

/** Whether a call may replace the refresh token that it sends. */
export const rotates = (operation: Operation): boolean => operation.rotation !== 'never'

/**
 * One call with all that belongs to it: a marker before it may use up a refresh token, the tokens
 * on disk before success is told, a line of activity. A failure leaves the stored tokens alone.
 */
export async function callAndStore(
  { provider, template, values }: OpenProvider,
  operation: Operation,
  context: CallContext,
  progress: CallProgress,
): Promise<{ outcome: Outcome; pending: PendingTokens | null }> {
  const { store, now } = context
  const marker = { written: false }
  const call = await runOperation(template, operation, values, {
    send: context.send,
    now,
    signal: progress.signal,
    beforeSend: async () => {
      if (!rotates(operation)) return ok(null)
      const result = await store.markSent(provider.id, {
        operation: operation.id,
        sentAtMs: now(),
      })
      marker.written = result.ok
      return result
    },
    onSent: progress.onSent,
  })
  if (call.answered) progress.onAnswered()

  // Where a request was sent and no answer came, the marker stays for the next start to tell.
  if (!call.received.ok && marker.written && (call.answered || !call.sent)) {
    const cleared = await store.clearSent(provider.id)
    if (!cleared.ok) context.report(cleared.failure)
  }
  const isInDoubt = marker.written && call.sent
  const { end, pending = null } = call.received.ok
    ? await storeTokens(provider, values.tokens, operation, call.received.value, context)
    : { end: isInDoubt ? failed(withDoubt(call.received.failure)) : call.received }
  context.record(() => activityEntry(provider, operation, call, end, context.newId()))
  return { outcome: outcomeOf(operation, call, end), pending }
}

async function storeTokens(
  provider: Provider,
  held: TokenSet,
  operation: Operation,
  received: TokenSet['tokens'],
  { store }: CallContext,
): Promise<{ end: Outcome['end']; pending?: PendingTokens }> {
  const tokens = mergeTokens(held, operation, received)
  const saved = await store.saveTokens(provider, tokens)
  if (saved.ok) {
    const rotated =
      rotates(operation) &&
      received.refresh !== undefined &&
      received.refresh.text !== held.tokens.refresh?.text
    return { end: { ok: true, tokens: summarizeTokens(tokens), rotated } }
  }
  const { kind } = saved.failure
  const isLocked = kind === 'locked'
  const end = failed(notSaved(saved.failure, isLocked || kind === 'not-saved'))
  return isLocked ? { end, pending: { provider, tokens } } : { end }
}

function outcomeOf(operation: Operation, call: CallReport, end: Outcome['end']): Outcome {
  const { startedAtMs, durationMs, status, rateLimits, clockSkewSeconds } = call
  return {
    operation: operation.id,
    startedAtMs,
    durationMs,
    ...(status === undefined ? {} : { status }),
    rateLimits,
    ...(clockSkewSeconds === undefined ? {} : { clockSkewSeconds }),
    end,
  }
}
