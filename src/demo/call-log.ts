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

export type CallLog = ReturnType<typeof createCallLog>

/** Operations that share an endpoint have the same counts: the server cannot tell them apart. */
export function createCallLog(serviceList: readonly DemoService[]) {
  const services: Record<string, Record<string, CallCounts>> = {}
  for (const { template, endpoints } of serviceList) {
    const names = endpoints.flatMap(({ operations }) => operations)
    const noCalls = { received: 0, processed: 0, answered: 0, aborted: 0 }
    services[template] = Object.fromEntries(names.map((name) => [name, { ...noCalls }]))
  }
  const counts = {
    services,
    /** Requests to the target of the `redirect` fault, which a client must not follow. */
    redirected: 0,
    /** Requests for unknown addresses. */
    other: 0,
  }
  return {
    counts,
    count(service: string, operations: readonly string[], what: keyof CallCounts): void {
      for (const operation of operations) {
        const entry = services[service]?.[operation]
        if (entry) entry[what] += 1
      }
    },
  }
}
