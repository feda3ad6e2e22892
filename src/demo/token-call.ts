import type { IncomingMessage } from 'node:http'
import type { Answer } from './answer.ts'
import type { CallCounts, CallLog } from './call-log.ts'
import { redirectedPath } from './control.ts'
import { substitute, type Fault, type FaultPlan } from './faults.ts'
import { collectBody, maximumBodyBytes } from './request-body.ts'
import type { DemoService, Endpoint } from './service.ts'
import type { Wire } from './wire.ts'
import { spoil, stall } from './write-answer.ts'

export interface Route {
  service: DemoService
  endpoint: Endpoint
}

/**
 * Runs one call of a token endpoint, with the fault that is planned for it before or after.
 * Returns what is to be written, null where nothing more is.
 */
export async function runTokenCall(
  request: IncomingMessage,
  wire: Wire,
  { service, endpoint }: Route,
  faults: FaultPlan,
  log: CallLog,
): Promise<Answer | null> {
  const { template } = service
  const count = (what: keyof CallCounts) => log.count(template, endpoint.operations, what)
  const insteadOf = (fault: Fault) => substitute(fault, endpoint.refuse, redirectedPath)
  count('received')
  wire.response.on('finish', () => count('answered'))
  wire.response.on('close', () => {
    if (!wire.response.writableFinished && !wire.brokenByServer()) count('aborted')
  })

  const arrival = await collectBody(request)
  if (arrival.state === 'aborted') return null
  if (request.method !== 'POST')
    return withHeader(endpoint.refuse(405, notAllowed(request)), 'allow', 'POST')
  if (arrival.state === 'too-large')
    return withHeader(endpoint.refuse(413, tooLarge), 'connection', 'close')

  const planned = faults.take(template, endpoint.operations)
  if (planned?.when === 'before') {
    await stall(wire, planned.fault)
    const instead = insteadOf(planned.fault)
    if (wire.gone.aborted || instead) return instead
  }

  const answer = await endpoint.handle({
    headers: request.headers,
    body: arrival.body,
    remoteAddress: request.socket.remoteAddress ?? '',
  })
  count('processed')
  if (planned?.when !== 'after') return answer
  return spoil(wire, insteadOf(planned.fault) ?? answer, planned.fault)
}

const notAllowed = (request: IncomingMessage) => `Method "${request.method}" not allowed.`

const tooLarge = `Request body is longer than ${maximumBodyBytes} bytes.`

const withHeader = (answer: Answer, name: string, value: string): Answer => ({
  ...answer,
  headers: { ...answer.headers, [name]: value },
})
