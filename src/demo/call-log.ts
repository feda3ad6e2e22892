import type { DemoService } from './service.ts'

/** What happened to the calls of one operation. Holds no value of any call. */
export interface CallCounts {
  /** Calls whose head has arrived. */
  received: number
  /** Calls the service has acted on: a rotated refresh token is used up. */
  processed: number
  /** Answers written to the end. */
  answered: number
  /** Calls whose client left before the answer was complete. */
  aborted: number
}

export interface CallLog {
  count: (service: string, operations: readonly string[], what: keyof CallCounts) => void
  /** Requests that reached the target of the `redirect` fault: a client must not follow it. */
  countRedirected: () => void
  /** Requests for addresses that no service has. */
  countOther: () => void
  snapshot: () => {
    services: Record<string, Record<string, CallCounts>>
    redirected: number
    other: number
  }
}

/** Operations that share an endpoint show the same counts: the service cannot tell them apart. */
export function createCallLog(services: readonly DemoService[]): CallLog {
  let redirected = 0
  let other = 0
  const counts = new Map(
    services.map(({ template, endpoints }) => {
      const names = endpoints.flatMap(({ operations }) => operations)
      return [template, new Map(names.map((name) => [name, noCalls()]))]
    }),
  )
  return {
    count: (service, operations, what) => {
      for (const operation of operations) {
        const entry = counts.get(service)?.get(operation)
        if (entry) entry[what] += 1
      }
    },
    countRedirected: () => (redirected += 1),
    countOther: () => (other += 1),
    snapshot: () => ({
      services: Object.fromEntries(
        [...counts].map(([template, operations]) => [template, Object.fromEntries(operations)]),
      ),
      redirected,
      other,
    }),
  }
}

const noCalls = (): CallCounts => ({ received: 0, processed: 0, answered: 0, aborted: 0 })
