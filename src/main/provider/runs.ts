import type { Outcome, Run } from '../../shared/outcome.ts'
import { type Result, ok } from '../../shared/result.ts'
import type { Operation } from '../../shared/template.ts'
import { type CallContext, type PendingTokens, callAndStore, rotates } from './call-and-store.ts'
import { cancelled } from '../http/network-failures.ts'
import { stoppedWaiting, unexpected, withoutCall } from './run-failures.ts'

export interface RunsOptions extends CallContext {
  /** The run, the last outcome or the tokens of a provider have changed. */
  changed: (providerId: string) => void
}

/** `released`: it was sent already, the window is free, a late answer is still stored. */
export type Cancelled = 'nothing-to-cancel' | 'cancelled' | 'released'

/** One run of an operation, from the click to its true end. */
interface Job {
  readonly operation: Operation
  readonly sinceMs: number
  readonly abort: AbortController
  readonly watchers: Set<(outcome: Outcome) => void>
  phase: 'queued' | 'connecting' | 'sent' | 'answered'
  /** Nobody waits for it any more, but its late answer is still stored. */
  released: boolean
}

/** The calls of one provider, in their order: the first is under way. */
interface Lane {
  jobs: Job[]
  lastOutcome: Outcome | null
  /** Came while the vault was locked. Secret. */
  pending: PendingTokens | null
}

/**
 * One call at a time per provider, since two could use the same refresh token: the same operation
 * joins the one under way, another waits for it.
 */
export function createRuns(options: RunsOptions) {
  const { store, now, changed } = options
  const lanes = new Map<string, Lane>()

  function laneOf(providerId: string): Lane {
    const lane = lanes.get(providerId) ?? { jobs: [], lastOutcome: null, pending: null }
    lanes.set(providerId, lane)
    return lane
  }

  /** Resolves when the run has ended, or nobody needs to wait for it any more. */
  function run(providerId: string, operation: Operation): Promise<Outcome> {
    const lane = laneOf(providerId)
    const joined = lane.jobs.find(
      (job) => job.operation.id === operation.id && !job.abort.signal.aborted,
    )
    const job = joined ?? newJob(operation, now())
    const outcome = new Promise<Outcome>((resolve) => job.watchers.add(resolve))
    const isNews = joined === undefined || joined.released
    job.released = false
    if (joined === undefined) lane.jobs.push(job)
    if (isNews) changed(providerId)
    if (lane.jobs[0] === job && joined === undefined) void work(providerId, lane)
    return outcome
  }

  async function work(providerId: string, lane: Lane): Promise<void> {
    for (let job = lane.jobs[0]; job !== undefined; job = lane.jobs[0]) {
      const outcome = await perform(providerId, lane, job)
      lane.jobs.shift()
      end(providerId, lane, job, outcome)
    }
  }

  async function perform(providerId: string, lane: Lane, job: Job): Promise<Outcome> {
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
      lane.pending = pending
      return outcome
    } catch (error) {
      // Not expected of anything called here; the lane must go on all the same.
      const failure = unexpected(error)
      options.report(failure)
      return withoutCall(job, now(), failure)
    }
  }

  function end(providerId: string, lane: Lane, job: Job, outcome: Outcome): void {
    lane.lastOutcome = outcome
    tell(job, outcome)
    changed(providerId)
  }

  /** Cancels what the window shows: see `Cancelled`. */
  function cancel(providerId: string): Cancelled {
    const lane = laneOf(providerId)
    const job = shownJob(lane)
    return job === undefined ? 'nothing-to-cancel' : stop(providerId, lane, job)
  }

  function stop(providerId: string, lane: Lane, job: Job): Cancelled {
    if (job.phase === 'queued') {
      lane.jobs = lane.jobs.filter((other) => other !== job)
      end(providerId, lane, job, withoutCall(job, now(), cancelled()))
      return 'cancelled'
    }
    if (job.phase === 'answered' || (job.phase === 'sent' && rotates(job.operation))) {
      job.released = true
      end(providerId, lane, job, withoutCall(job, now(), stoppedWaiting))
      return 'released'
    }
    job.abort.abort()
    return 'cancelled'
  }

  function status(providerId: string): {
    run: Run
    lastOutcome: Outcome | null
    unsaved: boolean
  } {
    const lane = lanes.get(providerId)
    return {
      run: runOf(lane && shownJob(lane)),
      lastOutcome: lane?.lastOutcome ?? null,
      unsaved: lane !== undefined && lane.pending !== null,
    }
  }

  /** Stores what came while the vault was locked; nothing to do where nothing did. */
  async function saveAgain(providerId: string): Promise<Result<null>> {
    const lane = lanes.get(providerId)
    if (!lane?.pending) return ok(null)
    const { provider, tokens } = lane.pending
    const saved = await store.saveTokens(provider, tokens)
    if (saved.ok || saved.failure.kind !== 'locked') lane.pending = null
    changed(providerId)
    return saved
  }

  /** Cancels everything of a provider and forgets how it ended, as when it is removed. */
  function forget(providerId: string): void {
    const lane = lanes.get(providerId)
    if (!lane) return
    for (const job of [...lane.jobs]) stop(providerId, lane, job)
    lane.lastOutcome = null
    lane.pending = null
    if (lane.jobs.length === 0) lanes.delete(providerId)
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

const shownJob = ({ jobs }: Lane): Job | undefined => jobs.find(({ released }) => !released)

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

function tell(job: Job, outcome: Outcome): void {
  for (const resolve of job.watchers) resolve(outcome)
  job.watchers.clear()
}
