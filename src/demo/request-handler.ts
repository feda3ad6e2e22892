import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http'
import { json, page, type Answer } from './answer.ts'
import { createCallLog } from './call-log.ts'
import { createControls, type Control } from './control.ts'
import { createFaultPlan } from './faults.ts'
import { collectBody } from './request-body.ts'
import type { DemoService } from './service.ts'
import type { SigningKeys } from './signing-keys.ts'
import { runTokenCall, type Route } from './token-call.ts'
import { createWire, type Wire } from './wire.ts'
import { writeAnswer } from './write-answer.ts'

interface HandlerParts {
  services: readonly DemoService[]
  keys: SigningKeys
  now: () => number
  /** Port the server listens on, known once it does. */
  port: () => number
  /** Told about errors of the server itself, which a client only sees as status 500. */
  report: (error: unknown) => void
}

/** Finds who answers a request: a token service, the server itself, or nobody. */
export function createRequestHandler(parts: HandlerParts): RequestListener {
  const { services, keys, now, port, report } = parts
  const log = createCallLog(services)
  const faults = createFaultPlan()
  const controls = createControls({ services, keys, faults, log })
  const routes = new Map(services.flatMap(routesOf))

  /** Null: what there was to write is written, or nobody is left to read it. */
  const answerRequest = async (request: IncomingMessage, wire: Wire): Promise<Answer | null> => {
    if (!isLoopbackHost(request.headers.host, port())) return page(421, '421 Misdirected Request')
    if (isFromElsewhere(request.headers)) return page(403, '403 Forbidden')
    const [path = ''] = (request.url ?? '').split('?')
    const route = routes.get(path)
    if (route) return runTokenCall(request, wire, route, faults, log)
    const control = controls.get(path)
    if (control) return runControl(request, control)
    log.countOther()
    // Django adds a missing slash by redirecting GET only: a POST without it finds nothing.
    return page(404, '404 Not Found')
  }

  return (request, response) => {
    response.sendDate = false // node would send its own clock
    response.setHeader('date', new Date(now()).toUTCString())
    const wire = createWire(response)
    answerRequest(request, wire)
      .then((answer) => {
        if (answer) writeAnswer(wire, answer)
      })
      .catch((error: unknown) => {
        report(error)
        if (response.headersSent) wire.cutOff()
        else writeAnswer(wire, page(500, '500 Internal Server Error'))
      })
  }
}

async function runControl(request: IncomingMessage, control: Control): Promise<Answer | null> {
  const arrival = await collectBody(request)
  if (arrival.state === 'aborted') return null
  if (arrival.state === 'too-large') return page(413, '413 Content Too Large')
  const act = control[request.method ?? '']
  const allow = Object.keys(control).join(', ')
  return act ? act(arrival.body) : json(405, { error: `Methods here: ${allow}.` }, { allow })
}

const routesOf = (service: DemoService): [string, Route][] =>
  service.endpoints.flatMap((endpoint) =>
    endpoint.paths.map((path): [string, Route] => [service.basePath + path, { service, endpoint }]),
  )

/**
 * A page of the web can point a name of its own at 127.0.0.1 (DNS rebinding) and then read this
 * server's answers, but it cannot choose the Host header: that stays the page's own name.
 */
function isLoopbackHost(host: string | undefined, port: number): boolean {
  const names = ['127.0.0.1', 'localhost', '[::1]']
  return names.some((name) => host === `${name}:${port}` || (port === 80 && host === name))
}

/** Browsers name the page that calls: no page has anything to do here, not even unread. */
const isFromElsewhere = ({ host, origin }: IncomingHttpHeaders): boolean =>
  origin !== undefined && origin !== `http://${host}`
