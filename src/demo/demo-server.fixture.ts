import { onTestFinished } from 'vitest'
import {
  memoryKeyStore,
  startDemoServer,
  type DemoServer,
  type DemoServerOptions,
} from './index.ts'

export const seed = new Uint8Array(32).fill(7)

/** Shared by the tests of a file, because making RSA keys is slow. */
const keyStore = memoryKeyStore()

/** A server for one test, closed at its end. */
export async function startForTest(options: Partial<DemoServerOptions> = {}): Promise<DemoServer> {
  const server = await startDemoServer({ seed, port: 0, keyStore, ...options })
  onTestFinished(() => server.close())
  return server
}

export function serviceOf(server: DemoServer, template: string) {
  const service = server.services.find((candidate) => candidate.template === template)
  if (!service) throw new Error(`no service ${template}`)
  return service
}

/** The field values of an account, found by a part of its description. */
export function accountOf(server: DemoServer, template: string, meets: string) {
  const found = serviceOf(server, template).accounts.find((account) =>
    account.meets.includes(meets),
  )
  if (!found) throw new Error(`no account of ${template} meets ${meets}`)
  return found.fields
}

export interface Answered {
  status: number
  headers: Headers
  text: string
  /** The body as JSON; undefined if it is not JSON. */
  body: unknown
}

export async function send(url: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(url, { redirect: 'manual', ...init })
  const text = await response.text()
  const isJson = response.headers.get('content-type') === 'application/json' && text !== ''
  const body: unknown = isJson ? JSON.parse(text) : undefined
  return { status: response.status, headers: response.headers, text, body }
}

export const post = (url: string, value: unknown, headers: Record<string, string> = {}) =>
  send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  })

/** A text in the body, which must exist. */
export function textIn(answer: Answered, ...path: string[]): string {
  let value = answer.body
  for (const name of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  if (typeof value !== 'string') throw new Error(`no ${path.join('.')} in ${answer.text}`)
  return value
}
