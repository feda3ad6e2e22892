import { bare, json, page, type Reply } from './service.ts'

/** Faults without a parameter, with their usual moment. */
const plainFaults = {
  hang: 'after',
  reset: 'after',
  html: 'before',
  'not-json': 'after',
  truncated: 'after',
  huge: 'after',
  'wrong-shape': 'after',
  empty: 'after',
  'slow-body': 'after',
  redirect: 'before',
} as const

type PlainFault = keyof typeof plainFaults

export type Fault =
  { kind: PlainFault } | { kind: 'status'; status: number } | { kind: 'delay'; delayMs: number }

/**
 * Whether the fault comes before or after the service has processed the call. It matters for a
 * rotating refresh: after a fault `after`, the old refresh token is used up.
 */
type FaultMoment = 'before' | 'after'

export const faultSyntax = ['status:<200 to 599>', 'delay:<ms>', ...Object.keys(plainFaults)]

const longestDelayMs = 600_000

export function parseFault(text: string): Fault | null {
  if (isPlain(text)) return { kind: text }
  const [, kind, digits = ''] = /^(status|delay):(\d{1,6})$/.exec(text) ?? []
  const number = Number(digits)
  if (kind === 'status') return number >= 200 && number <= 599 ? { kind, status: number } : null
  if (kind === 'delay') return number <= longestDelayMs ? { kind, delayMs: number } : null
  return null
}

const isPlain = (text: string): text is PlainFault => Object.hasOwn(plainFaults, text)

/** A status and a proxy's page replace the service's reply, most others spoil it. */
export function usualMoment(fault: Fault): FaultMoment {
  if (fault.kind === 'status') return 'before'
  return fault.kind === 'delay' ? 'after' : plainFaults[fault.kind]
}

/** Faults in how the reply of the service is written, which need one. */
export const needsReply = ({ kind }: Fault): boolean =>
  kind === 'truncated' || kind === 'huge' || kind === 'slow-body'

interface PlannedFault {
  service: string
  operation: string
  fault: Fault
  when: FaultMoment
  /** Number of calls that will still meet it. */
  times: number
}

export type FaultPlan = ReturnType<typeof createFaultPlan>

export function createFaultPlan() {
  let plan: PlannedFault[] = []
  return {
    add: (planned: PlannedFault) => plan.push({ ...planned }),
    /** Takes the oldest fault planned for this endpoint, and counts it down. */
    take(service: string, operations: readonly string[]): PlannedFault | undefined {
      const next = plan.find(
        (planned) => planned.service === service && operations.includes(planned.operation),
      )
      if (next) next.times -= 1
      plan = plan.filter(({ times }) => times > 0)
      return next
    },
    pending: (): readonly PlannedFault[] => plan,
    clear() {
      plan = []
    },
  }
}

/** The reply that replaces the service's own; null for faults that do not replace it. */
export function replacementFor(
  fault: Fault,
  refuse: (status: number, reason: string) => Reply,
  redirectTarget: string,
): Reply | null {
  switch (fault.kind) {
    case 'status':
      return refuse(fault.status, `Planned fault: status ${fault.status}`)
    case 'html':
      return page(502, '502 Bad Gateway')
    case 'redirect':
      return bare(307, { location: redirectTarget }) // A client that follows a 307 sends the body again.
    case 'not-json':
      return { ...json(200, null), body: 'OK, but this is not JSON' }
    case 'wrong-shape':
      return json(200, { status: 'ok', result: [] })
    case 'empty':
      return { ...json(200, null), body: '' }
    default:
      return null
  }
}
