import type { Outcome, Run } from '../../shared/outcome.ts'
import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import type { Operation } from '../../shared/template.ts'
import { cancelled } from '../http/network-failures.ts'
import {
  type CallContext,
  type PendingTokens,
  callAndStore,
  mayBeSavedLater,
  rotates,
} from './call-and-store.ts'

export interface RunsOptions extends CallContext {
  /** The run, the last outcome or the tokens of a provider have changed. */
  changed: (providerId: string) => void
}

/** `released`: the request was already sent. The run ends for the user; a late response is stored. */
export type Cancelled = 'nothing-to-cancel' | 'cancelled' | 'released'

/** One run of an operation, from the click to its end. */
interface Job {
  readonly operation: Operation
  readonly sinceMs: number
  readonly abort: AbortController
  readonly watchers: Set<(outcome: Outcome) => void>
  phase: 'queued' | 'connecting' | 'sent' | 'answered'
  /** See `Cancelled`. */
  released: boolean
}

/** The jobs of one provider; the first one is running. */
interface Queue {
  jobs: Job[]
  lastOutcome: Outcome | null
  /** Tokens that arrived and are not stored yet. Secret. */
  pending: PendingTokens | null
}

/**
 * Runs one call at a time per provider, since two could use the same refresh token. Starting an
 * operation that is already queued or running joins it.
 */
export function createRuns(options: RunsOptions) {
  const { store, now, changed } = options
  const queues = new Map<string, Queue>()

  function queueOf(providerId: string): Queue {
    const queue = queues.get(providerId) ?? { jobs: [], lastOutcome: null, pending: null }
    queues.set(providerId, queue)
    return queue
  }

  /** Resolves when the run has ended or was released. */
  function run(providerId: string, operation: Operation): Promise<Outcome> {
    const queue = queueOf(providerId)
    const joined = queue.jobs.find(
      (job) => job.operation.id === operation.id && !job.abort.signal.aborted,
    )
    const job = joined ?? newJob(operation, now())
    const outcome = new Promise<Outcome>((resolve) => job.watchers.add(resolve))
    const isShownAnew = joined === undefined || joined.released
    job.released = false
    if (joined === undefined) queue.jobs.push(job)
    if (isShownAnew) changed(providerId)
    if (joined === undefined && queue.jobs[0] === job) void work(providerId, queue)
    return outcome
  }

  async function work(providerId: string, queue: Queue): Promise<void> {
    for (let job = queue.jobs[0]; job !== undefined; job = queue.jobs[0]) {
      const outcome = await perform(providerId, queue, job)
      queue.jobs.shift()
      end(providerId, queue, job, outcome)
    }
  }

  async function perform(providerId: string, queue: Queue, job: Job): Promise<Outcome> {
    const enter = (phase: Job['phase']) => {
      job.phase = phase
      changed(providerId)
    }
    enter('connecting')
    try {
      const saved = await saveAgain(providerId)
      if (!saved.ok) return withoutCall(job, now(), saved.failure)
      const opened = await store.open(providerId)
      if (!opened.ok) return withoutCall(job, now(), opened.failure)
      if (job.abort.signal.aborted) return withoutCall(job, now(), cancelled())
      const { outcome, pending } = await callAndStore(opened.value, job.operation, options, {
        signal: job.abort.signal,
        onSent: () => enter('sent'),
        onAnswered: () => {
          job.phase = 'answered'
        },
      })
      queue.pending = pending
      return outcome
    } catch (error) {
      // Nothing called here is expected to throw, but the next job must run in any case.
      const failure = unexpected(error)
      options.report(failure)
      return withoutCall(job, now(), failure)
    }
  }

  function end(providerId: string, queue: Queue, job: Job, outcome: Outcome): void {
    queue.lastOutcome = outcome
    for (const resolve of job.watchers) resolve(outcome)
    job.watchers.clear()
    changed(providerId)
  }

  /** Cancels the run that the window shows. */
  function cancel(providerId: string): Cancelled {
    const queue = queueOf(providerId)
    const job = shownJob(queue)
    return job === undefined ? 'nothing-to-cancel' : stop(providerId, queue, job)
  }

  function stop(providerId: string, queue: Queue, job: Job): Cancelled {
    if (job.phase === 'queued') {
      queue.jobs = queue.jobs.filter((other) => other !== job)
      end(providerId, queue, job, withoutCall(job, now(), cancelled()))
      return 'cancelled'
    }
    // Aborting would lose the new refresh token [Note: in-doubt refresh].
    if (job.phase === 'answered' || (job.phase === 'sent' && rotates(job.operation))) {
      job.released = true
      end(providerId, queue, job, withoutCall(job, now(), stoppedWaiting))
      return 'released'
    }
    job.abort.abort()
    return 'cancelled'
  }

  function status(providerId: string): {
    run: Run
    lastOutcome: Outcome | null
    /** Why tokens that arrived are not stored yet. */
    unsaved: Failure | null
  } {
    const { jobs = [], lastOutcome = null, pending = null } = queues.get(providerId) ?? {}
    return { run: runOf(shownJob({ jobs })), lastOutcome, unsaved: pending?.cause ?? null }
  }

  /** Stores the tokens that arrived and are not stored yet, if there are any. */
  async function saveAgain(providerId: string): Promise<Result<null>> {
    const queue = queues.get(providerId)
    if (!queue?.pending) return ok(null)
    const { of, tokens } = queue.pending
    const saved = await store.saveTokens(of, tokens)
    if (saved.ok || !mayBeSavedLater(saved.failure)) queue.pending = null
    else queue.pending.cause = saved.failure
    changed(providerId)
    return saved
  }

  /**
   * Cancels every job of a provider and forgets its last outcome, as when it is removed. Pending
   * tokens stay, since the provider may be restored.
   */
  function forget(providerId: string): void {
    const queue = queues.get(providerId)
    if (!queue) return
    for (const job of [...queue.jobs]) stop(providerId, queue, job)
    queue.lastOutcome = null
    if (queue.jobs.length === 0 && queue.pending === null) queues.delete(providerId)
  }

  return { run, cancel, status, saveAgain, forget }
}

const newJob = (operation: Operation, sinceMs: number): Job => ({
  operation,
  sinceMs,
  abort: new AbortController(),
  watchers: new Set(),
  phase: 'queued',
  released: false,
})

const shownJob = ({ jobs }: Pick<Queue, 'jobs'>): Job | undefined =>
  jobs.find(({ released }) => !released)

function runOf(job: Job | undefined): Run {
  if (job === undefined) return { phase: 'idle' }
  const { phase, operation, sinceMs } = job
  return {
    phase: phase === 'answered' ? 'sent' : phase,
    operation: operation.id,
    sinceMs,
    rotates: rotates(operation),
  }
}

/** The outcome of a run that ended without a call, or was released. */
const withoutCall = ({ operation, sinceMs }: Job, nowMs: number, failure: Failure): Outcome => ({
  operation: operation.id,
  startedAtMs: sinceMs,
  durationMs: nowMs - sinceMs,
  rateLimits: [],
  end: failed(failure),
})

const stoppedWaiting: Failure = {
  kind: 'cancelled',
  title: 'Stopped waiting',
  detail: 'The request was already sent. If a response arrives later, its tokens are saved.',
  nextStep: 'Try again to wait for the same response.',
}

/** An exception as a failure. Its message is not shown, since it may contain secrets. */
export const unexpected = (error: unknown): Failure => ({
  kind: 'internal',
  title: 'Touchstone failed to send the request',
  detail: error instanceof Error ? error.name : typeof error,
  nextStep: 'Try again. If it fails again, restart Touchstone.',
})
