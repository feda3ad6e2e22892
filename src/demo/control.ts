import { z } from 'zod'
import { parseJson } from '../shared/parse-json.ts'
import type { CallLog } from './call-log.ts'
import { faultSyntax, needsReply, parseFault, usualMoment, type FaultPlan } from './faults.ts'
import { bare, type DemoService, json, type Reply } from './service.ts'
import type { SigningKeys } from './signing-keys.ts'

export const jwksPath = '/.well-known/jwks.json'
export const redirectedPath = '/_redirected'

interface ControlParts {
  services: readonly DemoService[]
  keys: SigningKeys
  faults: FaultPlan
  log: CallLog
}

/** Handlers by method, for one address of the server itself. */
export type Control = Partial<Record<string, (body: Uint8Array) => Reply | Promise<Reply>>>

/** The addresses of the server itself: public keys, planned faults, counts. */
export function createControls(parts: ControlParts): ReadonlyMap<string, Control> {
  const { keys, faults, log } = parts
  const redirected = () => {
    log.counts.redirected += 1
    return json(200, { redirected: true })
  }
  return new Map<string, Control>([
    [jwksPath, { GET: async () => json(200, await keys.jwks()) }],
    [redirectedPath, { GET: redirected, POST: redirected }],
    ['/_log', { GET: () => json(200, log.counts) }],
    [
      '/_faults',
      {
        GET: () => json(200, { pending: faults.pending() }),
        POST: (body) => planFault(body, parts),
        DELETE: () => {
          faults.clear()
          return bare(204)
        },
      },
    ],
  ])
}

const faultRequest = z.strictObject({
  service: z.string(),
  operation: z.string(),
  times: z.int().min(1).max(1000).default(1),
  fault: z.string(),
  when: z.enum(['before', 'after']).optional(),
})

function planFault(body: Uint8Array, { services, faults }: ControlParts): Reply {
  const parsed = faultRequest.safeParse(parseJson(new TextDecoder().decode(body)))
  if (!parsed.success) return refused(z.prettifyError(parsed.error))

  const templates = services.map(({ template }) => template)
  const service = services.find(({ template }) => template === parsed.data.service)
  if (!service) return unknown('service', parsed.data.service, templates)

  const operations = service.endpoints.flatMap((endpoint) => endpoint.operations)
  if (!operations.includes(parsed.data.operation))
    return unknown('operation', parsed.data.operation, operations)

  const fault = parseFault(parsed.data.fault)
  if (!fault) return unknown('fault', parsed.data.fault, faultSyntax)

  const when = parsed.data.when ?? usualMoment(fault)
  if (when === 'before' && needsReply(fault))
    return refused(`"${parsed.data.fault}" changes the response and cannot come before it.`)

  faults.add({ ...parsed.data, fault, when })
  return json(201, { pending: faults.pending() })
}

const unknown = (what: string, found: string, known: readonly string[]): Reply =>
  refused(`Unknown ${what} ${JSON.stringify(found)}. There are: ${known.join(', ')}.`)

const refused = (error: string): Reply => json(400, { error })
