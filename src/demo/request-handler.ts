import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http'
import { type CallCounts, createCallLog } from './call-log.ts'
import { type Control, createControls, redirectedPath } from './control.ts'
import { createFaultPlan, type Fault, replacementFor } from './faults.ts'
import { type DemoService, type Endpoint, json, page, type Reply } from './service.ts'
import type { SigningKeys } from './signing-keys.ts'
import { type Connection, connectionOf, spoil, stall, writeReply } from './write-reply.ts'

interface HandlerParts {
  services: readonly DemoService[]
  keys: SigningKeys
  now: () => number
  /** Port of the server, known once it listens. */
  port: () => number
  /** Receives errors of the server itself, which a client sees as status 500. */
  report: (error: unknown) => void
}

interface Route {
  service: DemoService
  endpoint: Endpoint
}

/** Routes each request to a token service or to the server's own addresses. */
export function createRequestHandler(parts: HandlerParts): RequestListener {
  const { services, keys, now, port, report } = parts
  const log = createCallLog(services)
  const faults = createFaultPlan()
  const controls = createControls({ services, keys, faults, log })
  const routes = new Map(services.flatMap(routesOf))

  /** Resolves with what is still to be written; null if there is nothing. */
  async function replyTo(request: IncomingMessage, connection: Connection): Promise<Reply | null> {
    if (!isLoopbackHost(request.headers.host, port())) return page(421, '421 Misdirected Request')
    if (isFromElsewhere(request.headers)) return page(403, '403 Forbidden')
    const [path = ''] = (request.url ?? '').split('?')
    const route = routes.get(path)
    if (route) return runTokenCall(request, connection, route)
    const control = controls.get(path)
    if (control) return runControl(request, control)
    log.counts.other += 1
    // Django redirects to add a missing slash for GET only, so a POST without it is not found.
    return page(404, '404 Not Found')
  }

  async function runTokenCall(
    request: IncomingMessage,
    connection: Connection,
    { service: { template }, endpoint }: Route,
  ): Promise<Reply | null> {
    const { operations, refuse } = endpoint
    const count = (what: keyof CallCounts) => log.count(template, operations, what)
    const insteadOf = (fault: Fault) => replacementFor(fault, refuse, redirectedPath)
    count('received')
    const { response, gone } = connection
    response.on('finish', () => count('answered'))
    response.on('close', () => {
      if (!response.writableFinished && !connection.brokenByServer()) count('aborted')
    })

    const body = await collectBody(request)
    if (body === 'aborted') return null
    if (request.method !== 'POST')
      return withHeader(refuse(405, `Method "${request.method}" not allowed.`), 'allow', 'POST')
    if (body === 'too-large') {
      const reason = `Request body is longer than ${maximumBodyBytes} bytes.`
      return withHeader(refuse(413, reason), 'connection', 'close')
    }

    const planned = faults.take(template, operations)
    if (planned?.when === 'before') {
      await stall(connection, planned.fault)
      const instead = insteadOf(planned.fault)
      if (gone.aborted || instead) return instead
    }
    const reply = await endpoint.handle({
      headers: request.headers,
      body,
      remoteAddress: request.socket.remoteAddress ?? '',
    })
    count('processed')
    if (planned?.when !== 'after') return reply
    return spoil(connection, insteadOf(planned.fault) ?? reply, planned.fault)
  }

  return (request, response) => {
    response.sendDate = false // Node would send the time of its own clock.
    response.setHeader('date', new Date(now()).toUTCString())
    const connection = connectionOf(response)
    replyTo(request, connection)
      .then((reply) => {
        if (reply) writeReply(connection, reply)
      })
      .catch((error: unknown) => {
        report(error)
        if (response.headersSent) connection.cutOff()
        else writeReply(connection, page(500, '500 Internal Server Error'))
      })
  }
}

/** Token requests have a few kilobytes. */
const maximumBodyBytes = 64 * 1024

/** Reads a request body. `aborted`: the client left before the body was complete. */
function collectBody(request: IncomingMessage): Promise<Uint8Array | 'too-large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maximumBodyBytes) resolve('too-large')
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', () => resolve('aborted'))
    request.on('close', () => resolve('aborted'))
  })
}

const withHeader = (reply: Reply, name: string, value: string): Reply => ({
  ...reply,
  headers: { ...reply.headers, [name]: value },
})

async function runControl(request: IncomingMessage, control: Control): Promise<Reply | null> {
  const body = await collectBody(request)
  if (body === 'aborted') return null
  if (body === 'too-large') return page(413, '413 Content Too Large')
  const act = control[request.method ?? '']
  const allow = Object.keys(control).join(', ')
  return act ? act(body) : json(405, { error: `Methods here: ${allow}.` }, { allow })
}

const routesOf = (service: DemoService): [string, Route][] =>
  service.endpoints.flatMap((endpoint) =>
    endpoint.paths.map((path): [string, Route] => [service.basePath + path, { service, endpoint }]),
  )

/**
 * Against DNS rebinding: a web page can point its own host name at 127.0.0.1 to read the responses of
 * this server, but the Host header then still has that name.
 */
function isLoopbackHost(host: string | undefined, port: number): boolean {
  const names = ['127.0.0.1', 'localhost', '[::1]']
  return names.some((name) => host === `${name}:${port}` || (port === 80 && host === name))
}

/** Browsers send the origin of the calling page. No web page may call this server. */
const isFromElsewhere = ({ host, origin }: IncomingHttpHeaders): boolean =>
  origin !== undefined && origin !== `http://${host}`
