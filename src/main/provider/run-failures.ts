import type { Outcome } from '../../shared/outcome.ts'
import { type Failure, type FailureKind, failed } from '../../shared/result.ts'

/** Cancelled after a rotating request was sent: its old refresh token may be used up already. */
export const stoppedWaiting: Failure = {
  kind: 'cancelled',
  title: 'Stopped waiting',
  detail: 'The request had been sent already. If the answer still comes, its tokens are stored.',
  nextStep: 'Go on with something else, or start it again to wait for the same answer.',
}

/** Kinds of failure after which a service may have acted, while its tokens never got here. */
const doubtful: readonly FailureKind[] = [
  'network',
  'timeout',
  'cancelled',
  'too-large',
  'not-json',
  'wrong-shape',
]

/** Says, where it is so, that the service may have replaced the refresh token without our seeing. */
export function withDoubt(failure: Failure): Failure {
  if (!doubtful.includes(failure.kind)) return failure
  const doubt = 'The service may have replaced the refresh token already.'
  return {
    ...failure,
    detail: failure.detail === undefined ? doubt : `${failure.detail} ${doubt}`,
    nextStep: 'Refresh again; if the service refuses the refresh token, obtain a new pair.',
  }
}

/** The tokens came, but could not be stored; `cause` says why. */
export function notSaved(cause: Failure, kept: boolean): Failure {
  const why = cause.detail === undefined ? `${cause.title}.` : `${cause.title}: ${cause.detail}`
  return {
    kind: 'not-saved',
    title: 'Obtained but not saved',
    detail: kept ? `${why} The tokens are in memory only.` : why,
    ...(cause.code === undefined ? {} : { code: cause.code }),
    nextStep: kept ? 'Save again before you quit.' : cause.nextStep,
  }
}

/** Nothing said by the error is shown: it can hold anything. */
export function unexpected(error: unknown): Failure {
  return {
    kind: 'internal',
    title: 'The call failed inside Touchstone',
    detail: error instanceof Error ? error.name : typeof error,
    nextStep: 'Try again; if it stays so, start Touchstone again.',
  }
}

/** The outcome of a run that ended without a call, or without waiting for its end. */
export const withoutCall = (
  { operation, sinceMs }: { operation: { id: string }; sinceMs: number },
  nowMs: number,
  failure: Failure,
): Outcome => ({
  operation: operation.id,
  startedAtMs: sinceMs,
  durationMs: nowMs - sinceMs,
  rateLimits: [],
  end: failed(failure),
})
