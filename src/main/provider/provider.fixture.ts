import { join } from 'node:path'
import type { Failure, Result } from '../../shared/result.ts'
import type { Operation, ProviderTemplate } from '../../shared/template.ts'
import type { TokenSet } from '../../shared/token.ts'
import { type ServiceRequest, buildRequest } from './request/build-request.ts'
import { type ParseContext, type ParsedResponse, parseResponse } from './response/parse-response.ts'
import type { CallValues } from './request/values.ts'
import type { HttpResponse } from '../http/send.ts'
import { loadTemplates } from './templates.ts'

export const templatesFolder = join(import.meta.dirname, '../../../resources/templates')

export function template(id: string): ProviderTemplate {
  const found = valueOf(loadTemplates(templatesFolder)).templates.find((one) => one.id === id)
  if (!found) throw new Error(`no template ${id}`)
  return found
}

export function operation(of: ProviderTemplate, id: string): Operation {
  const found = of.operations.find((one) => one.id === id)
  if (!found) throw new Error(`no operation ${id}`)
  return found
}

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.failure.title}: ${result.failure.detail ?? ''}`)
  return result.value
}

export function failureOf(result: Result<unknown>): Failure {
  if (result.ok) throw new Error('expected a failure')
  return result.failure
}

export const held = (tokens: Partial<Record<'access' | 'refresh' | 'id', string>>): TokenSet => ({
  tokens: Object.fromEntries(
    Object.entries(tokens).map(([slot, text]) => [slot, { text, arrivedAtMs: 0 }]),
  ),
})

const values = (given: Partial<CallValues> = {}): CallValues => ({
  baseUrl: 'https://service.example',
  fields: {},
  secrets: {},
  tokens: { tokens: {} },
  ...given,
})

export const build = (
  of: ProviderTemplate,
  id: string,
  given: Partial<CallValues> = {},
): Result<ServiceRequest> => buildRequest(of, operation(of, id), values(given))

/** A response with a JSON body, or with a text as it is. Header names are in lower case, as from `send`. */
export const answer = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): HttpResponse => ({
  status,
  headers,
  body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
})

/** 2030-01-01T00:00:00Z. */
export const arrivedAtMs = 1_893_456_000_000

export const parse = (
  of: ProviderTemplate,
  id: string,
  response: HttpResponse,
  context: Partial<ParseContext> = {},
): ParsedResponse =>
  parseResponse(of, operation(of, id), response, {
    nowMs: arrivedAtMs,
    secrets: [],
    url: 'https://service.example/token',
    ...context,
  })

/** The tokens of an accepted response: text and expiry by slot. */
export const tokensOf = (parsed: ParsedResponse): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(valueOf(parsed.received)).map(([slot, token]) => [
      slot,
      [token.text, token.answerExpiresAtSeconds],
    ]),
  )

export const arrivedAtSeconds = arrivedAtMs / 1000
