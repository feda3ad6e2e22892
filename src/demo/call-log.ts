import type { DemoService } from './service.ts'

/** Counts the calls of one operation. Contains no value of a call. */
export interface CallCounts {
  /** Calls whose headers have arrived. */
  received: number
  /** Calls that the service has processed: a rotated refresh token is used up. */
  processed: number
  /** Responses written to the end. */
  answered: number
  /** Calls whose client left before the response was complete. */
  aborted: number
}

export interface CallLog {
  count: (service: string, operations: readonly string[], what: keyof CallCounts) => void
  /** Requests to the target of the `redirect` fault, which a client must not follow. */
  countRedirected: () => void
  /** Requests for unknown addresses. */
  countOther: () => void
  snapshot: () => {
    services: Record<string, Record<string, CallCounts>>
    redirected: number
    other: number
  }
}

/** Operations that share an endpoint have the same counts: the server cannot tell them apart. */
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
