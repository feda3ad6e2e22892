import type { CallCounts, CallLog } from '../../src/demo/call-log.ts'
import { type DemoServer, startDemoServer } from '../../src/demo/index.ts'

/** A demo account, by the beginning of its description in `npm run demo-server -- --help`. */
export type Account =
  | 'tokens'
  | '403 on obtain'
  | '403 on refresh'
  | '401 with summary'
  | '401 on generate-refresh-token'
  | '403 on generate-refresh-token'
  | '200 with an error_code'
  | '403 without a body on obtain'
  | '400 with a reason that is an object'
  | '401 with a document that says status 403'
  | 'tokens, and a new refresh token'

/** A demo server of the spec's own, with planned faults and counts. */
export interface DemoServices extends DemoServer {
  plan: (fault: PlannedFault) => Promise<void>
  /** How many calls a service received, processed and answered, and how many clients left. */
  counts: (operation: string, service?: string) => Promise<CallCounts>
  /** How many calls followed the `redirect` fault, which must be none. */
  redirected: () => Promise<number>
  baseUrlOf: (template: string) => string
  fieldsOf: (template: string, meets?: Account) => Record<string, string>
}

interface PlannedFault {
  service?: string
  operation: string
  fault: string
  times?: number
}

export const gocardless = 'gocardless-bank-account-data'

export async function startDemoServices(
  options: Omit<Parameters<typeof startDemoServer>[0], 'seed' | 'port'> = {},
): Promise<DemoServices> {
  const seed = new Uint8Array(32).fill(7)
  const server = await startDemoServer({ seed, port: 0, ...options })
  const serviceOf = (template: string) => {
    const service = server.services.find((each) => each.template === template)
    if (!service) throw new Error(`There is no demo service ${template}`)
    return service
  }
  const log = async () => {
    const answer = await fetch(`${server.url}/_log`)
    return (await answer.json()) as CallLog['counts']
  }
  return {
    ...server,
    async plan({ service = gocardless, operation, fault, times = 1 }) {
      const answer = await fetch(`${server.url}/_faults`, {
        method: 'POST',
        body: JSON.stringify({ service, operation, fault, times }),
      })
      if (answer.status !== 201) throw new Error(await answer.text())
    },
    async counts(operation, service = gocardless) {
      const found = (await log()).services[service]?.[operation]
      if (!found) throw new Error(`${service} has no operation ${operation}`)
      return found
    },
    redirected: async () => (await log()).redirected,
    baseUrlOf: (template) => serviceOf(template).baseUrl,
    fieldsOf(template, meets = 'tokens') {
      const account = serviceOf(template).accounts.find((each) => each.meets.startsWith(meets))
      if (!account) throw new Error(`${template} has no account that meets "${meets}"`)
      return account.fields
    },
  }
}
