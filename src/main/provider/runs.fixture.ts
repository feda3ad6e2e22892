import type { ActivityEntry } from '../../shared/outcome.ts'
import type { Provider } from '../../shared/provider.ts'
import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import type { TokenSet } from '../../shared/token.ts'
import type { ServiceRequest } from './request/build-request.ts'
import type { CallStore } from './call-and-store.ts'
import { cancelled } from '../http/network-failures.ts'
import { answer, held, operation, template } from './provider.fixture.ts'
import { createRuns } from './runs.ts'
import type { HttpResponse } from '../http/send.ts'

export const failure = (kind: Failure['kind'], title: string = kind): Failure => ({
  kind,
  title,
  nextStep: 'Do something.',
})

/** A call whose connection and response the test controls. */
export interface OpenCall {
  request: ServiceRequest
  signal: AbortSignal
  /** Sends the request: from then on the service may have acted. */
  leave: () => void
  settle: (result: Result<HttpResponse>) => void
}

/**
 * Runs with a store in memory and calls that the test controls. `log` records the order of what is
 * stored, sent and reported.
 */
export function bench(templateId: string, tokens: TokenSet = held({ refresh: 'refresh-0' })) {
  const of = template(templateId)
  const log: string[] = []
  const calls: OpenCall[] = []
  const activity: ActivityEntry[] = []
  const reported: Failure[] = []
  const disk = { tokens, sent: null as { operation: string } | null }
  const faults: Partial<Record<'open' | 'saveTokens' | 'markSent' | 'clearSent', Failure>> = {}
  let clockMs = 1_000_000
  let ids = 0
  const provider: Provider = {
    id: '9f1c0c0e-8f4b-4a57-9c8e-2a1f5a7d3b10',
    name: 'Test',
    environment: 'sandbox',
    baseUrl: 'https://service.example',
    template: templateId,
    fields: {},
    createdAtMs: 0,
    mutedFindings: [],
    keySource: null,
  }
  const secrets = Object.fromEntries(of.fields.map(({ name }) => [name, `${name}-1`]))

  const step = async <Value>(name: keyof typeof faults, value: () => Value) => {
    await Promise.resolve()
    const fault = faults[name]
    log.push(fault ? `${name} failed` : name)
    return fault ? failed(fault) : ok(value())
  }
  const store: CallStore = {
    open: () =>
      step('open', () => {
        const values = { baseUrl: provider.baseUrl, fields: {}, secrets, tokens: disk.tokens }
        return { provider, template: of, values }
      }),
    saveTokens: (_, saved) =>
      step('saveTokens', () => {
        disk.tokens = saved
        disk.sent = null
        return null
      }),
    markSent: (_, sent) =>
      step('markSent', () => {
        disk.sent = sent
        return null
      }),
    clearSent: () =>
      step('clearSent', () => {
        disk.sent = null
        return null
      }),
  }
  const runs = createRuns({
    store,
    send: (request, { signal, onSent }) =>
      new Promise((resolve) => {
        log.push('send')
        signal.addEventListener('abort', () => resolve(failed(cancelled())))
        const leave = () => {
          log.push('sent')
          onSent()
        }
        calls.push({ request, signal, leave, settle: resolve })
      }),
    now: () => (clockMs += 10),
    newId: () => `entry-${(ids += 1)}`,
    changed: () => log.push(`changed: ${runs.status(provider.id).run.phase}`),
    record: (entry) => {
      const made = entry()
      if (made) activity.push(made)
    },
    report: (reportedFailure) => reported.push(reportedFailure),
  })

  return {
    runs,
    id: provider.id,
    provider,
    log,
    calls,
    activity,
    reported,
    disk,
    faults,
    start: (operationId: string) => runs.run(provider.id, operation(of, operationId)),
    phase: () => runs.status(provider.id).run.phase,
    /** Lets pending promises run, up to the point where a response is needed. */
    settled: () => new Promise<void>((resolve) => setImmediate(resolve)),
    call: (index: number): OpenCall => {
      const call = calls[index]
      if (!call) throw new Error(`no call ${index}`)
      return call
    },
  }
}

/** Runs one operation: its request is sent and gets a response. */
export async function completed(
  on: ReturnType<typeof bench>,
  operation: string,
  result: Parameters<ReturnType<typeof bench>['calls'][number]['settle']>[0],
) {
  const run = on.start(operation)
  await on.settled()
  on.call(on.calls.length - 1).leave()
  on.call(on.calls.length - 1).settle(result)
  return run
}

export const rotated = ok(answer(201, { access_token: 'access-1', refresh_token: 'refresh-1' }))
export const bankTokens = ok(
  answer(200, {
    access: 'access-1',
    access_expires: 60,
    refresh: 'refresh-1',
    refresh_expires: 60,
  }),
)
export const textsOf = ({ tokens }: TokenSet): Record<string, string> =>
  Object.fromEntries(Object.entries(tokens).map(([slot, { text }]) => [slot, text]))
