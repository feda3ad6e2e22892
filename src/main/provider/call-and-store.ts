import type { ActivityEntry, Outcome } from '../../shared/outcome.ts'
import type { Provider } from '../../shared/provider.ts'
import { type Failure, type FailureKind, type Result, failed, ok } from '../../shared/result.ts'
import type { Operation, ProviderTemplate } from '../../shared/template.ts'
import type { TokenSet } from '../../shared/token.ts'
import type { CallValues } from './request/values.ts'
import { type CallReport, type Send, runOperation } from './run-operation.ts'
import { mergeTokens, slotsOf, summarizeTokens } from './token-set.ts'

/*
 * [Note: in-doubt refresh]
 *
 * A service that rotates refresh tokens uses up the old one when it processes the request. If its
 * response is lost, the stored refresh token may be the used one. Therefore:
 * - Before such a request is sent, a marker is written to disk (`markSent`).
 * - The marker is removed together with storing the new tokens, and also when the service refused or
 *   the request was not sent. Otherwise it stays, and the next start reports it. A 5xx, which may be
 *   a gateway's, and a success that cannot be used prove nothing about the token: the marker stays.
 * - A failure after sending says that the token may have been replaced (`withDoubt`).
 * - New tokens whose provider cannot be read or written stay in memory until they are saved again.
 * - Cancelling after sending does not abort the call (runs.ts): a late response is still stored.
 */

/** Everything a call needs, as it is when its turn comes. Secret. */
export interface OpenProvider {
  provider: Provider
  template: ProviderTemplate
  /** With the base URL that is really called, never `demo:`. */
  values: CallValues
}

/** The provider that tokens belong to, with all that is needed to write its file again. Secret. */
export interface TokenOwner {
  provider: Provider
  secrets: CallValues['secrets']
}

/** The part of the vault that calls need. */
export interface CallStore {
  open: (providerId: string) => Promise<Result<OpenProvider>>
  /**
   * When it resolves, tokens are flushed to disk and the marker of `markSent` is gone. After a
   * failure `not-saved` the store keeps the tokens in memory and gives them to the next `open`.
   * `of` is as it was when the call began: the store refuses tokens from another place.
   */
  saveTokens: (of: TokenOwner, tokens: TokenSet) => Promise<Result<null>>
  /** On disk before a request is sent that may replace the refresh token. */
  markSent: (
    providerId: string,
    sent: { operation: string; sentAtMs: number },
  ) => Promise<Result<null>>
  clearSent: (providerId: string) => Promise<Result<null>>
}

export interface CallContext {
  store: CallStore
  /** By the connection of the provider. */
  send: (...call: [...Parameters<Send>, of: TokenOwner]) => ReturnType<Send>
  /** Epoch milliseconds. */
  now: () => number
  newId: () => string
  /** Takes a function that makes the entry, so that this can happen after the call. */
  record: (entry: () => ActivityEntry | null) => void
  /** Receives failures that do not end the call. */
  report: (failure: Failure) => void
}

/** Cancelling a call, and what must be known for it. */
export interface CallProgress {
  signal: AbortSignal
  onSent: () => void
  /** The response has arrived. Nothing can be cancelled any more: its tokens are being stored. */
  onAnswered: () => void
}

/** Tokens that could not be stored yet. Secret. */
export interface PendingTokens {
  of: TokenOwner
  tokens: TokenSet
  cause: Failure
}

/** Whether a call may replace the refresh token that it sends. */
export const rotates = (operation: Operation): boolean => operation.rotation !== 'never'

/**
 * Makes one call, stores its tokens before it reports success, and records it in the activity. A
 * failure leaves the stored tokens unchanged. Rotating calls follow [Note: in-doubt refresh].
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
    send: (request, sending) =>
      context.send(request, sending, { provider, secrets: values.secrets }),
    now,
    signal: progress.signal,
    beforeSend: async () => {
      if (!rotates(operation)) return ok(null)
      const sent = { operation: operation.id, sentAtMs: now() }
      const result = await store.markSent(provider.id, sent)
      marker.written = result.ok
      return result
    },
    onSent: progress.onSent,
  })
  if (call.answered) progress.onAnswered()

  const isInDoubt = !call.received.ok && call.sent && isDoubtful(call.received.failure)
  if (!call.received.ok && marker.written && !isInDoubt) {
    const cleared = await store.clearSent(provider.id)
    if (!cleared.ok) context.report(cleared.failure)
  }
  const { end, pending = null } = call.received.ok
    ? await storeTokens(
        { provider, secrets: values.secrets },
        values.tokens,
        operation,
        call.received.value,
        context,
      )
    : {
        end: marker.written && isInDoubt ? failed(withDoubt(call.received.failure)) : call.received,
      }
  context.record(() => activityEntry(provider, operation, call, end, context.newId()))

  const { startedAtMs, durationMs, status, rateLimits, clockSkewSeconds } = call
  const outcome: Outcome = {
    operation: operation.id,
    startedAtMs,
    durationMs,
    ...(status === undefined ? {} : { status }),
    rateLimits,
    ...(clockSkewSeconds === undefined ? {} : { clockSkewSeconds }),
    end,
  }
  return { outcome, pending }
}

async function storeTokens(
  of: TokenOwner,
  held: TokenSet,
  operation: Operation,
  received: TokenSet['tokens'],
  { store }: CallContext,
): Promise<{ end: Outcome['end']; pending?: PendingTokens }> {
  const tokens = mergeTokens(held, operation, received)
  const saved = await store.saveTokens(of, tokens)
  if (saved.ok) {
    const rotated =
      rotates(operation) &&
      received.refresh !== undefined &&
      received.refresh.text !== held.tokens.refresh?.text
    return { end: { ok: true, tokens: summarizeTokens(tokens), rotated } }
  }
  const { failure } = saved
  const isPending = mayBeSavedLater(failure)
  const end = failed(notSaved(failure, isPending || failure.kind === 'not-saved'))
  return isPending ? { end, pending: { of, tokens, cause: failure } } : { end }
}

/** The vault is locked, or the provider's file cannot be read now. The store holds nothing then. */
export const mayBeSavedLater = ({ kind }: Failure): boolean =>
  kind === 'locked' || kind === 'storage'

/** The tokens arrived but could not be stored. `isKept`: they are still in memory. */
function notSaved(cause: Failure, isKept: boolean): Failure {
  const why = cause.detail === undefined ? `${cause.title}.` : `${cause.title}: ${cause.detail}`
  return {
    kind: 'not-saved',
    title: 'Obtained but not saved',
    detail: isKept ? `${why} The tokens are in memory only.` : why,
    ...(cause.code === undefined ? {} : { code: cause.code }),
    nextStep: isKept ? 'Click Save again before you quit.' : cause.nextStep,
  }
}

/** Failures after which the service may have acted, although its tokens were not received. */
const doubtful: readonly FailureKind[] = [
  'network',
  'timeout',
  'cancelled',
  'too-large',
  'not-json',
  'wrong-shape',
]

const isDoubtful = ({ kind, status = 0 }: Failure): boolean =>
  doubtful.includes(kind) || (kind === 'http' && status >= 500)

function withDoubt(failure: Failure): Failure {
  const doubt = 'The service may have replaced the refresh token already.'
  return {
    ...failure,
    detail: failure.detail === undefined ? doubt : `${failure.detail} ${doubt}`,
    nextStep: 'Refresh again. If the service rejects the refresh token, obtain new tokens.',
  }
}

/** Null if no request was built. Contains allow-listed parts only, never a body. */
function activityEntry(
  provider: Provider,
  operation: Operation,
  { trace, startedAtMs, durationMs, status, received }: CallReport,
  end: Outcome['end'],
  id: string,
): ActivityEntry | null {
  if (trace === null) return null
  return {
    id,
    providerId: provider.id,
    providerName: provider.name,
    environment: provider.environment,
    operation: operation.id,
    operationLabel: operation.label,
    startedAtMs,
    durationMs,
    ...trace,
    response: trace.response(),
    ...(status === undefined ? {} : { status }),
    ...(end.ok ? {} : { failure: end.failure }),
    received: received.ok ? slotsOf(received.value) : [],
  }
}
