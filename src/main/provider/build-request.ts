import type { HttpRequest } from '../http/send.ts'
import type { ActivityPart } from '../../shared/outcome.ts'
import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import type { Operation, ProviderTemplate, ValueSource } from '../../shared/template.ts'
import { objectWith } from './json-pointer.ts'
import { basicCredentials, headerProblem } from './request/authorization.ts'
import { checkBaseUrl } from '../http/base-url.ts'
import {
  type EncodedBody,
  type NamedText,
  encodeForm,
  encodeMultipart,
} from './request/encode-body.ts'
import { blankFields, unsendable } from './request/failures.ts'
import { type CallValues, missingValues, readValue } from './request/values.ts'

/** One HTTP request, complete but for what belongs to the connection. Secret. */
export interface ServiceRequest extends HttpRequest {
  method: Operation['method']
  /** What may be shown of it: every name, and the values that the template itself says. */
  parts: ActivityPart[]
}

/**
 * Turns an operation and a provider's values into a request. Pure: sends nothing.
 *
 * Fails with `blank-field`, naming every blank one, where a required field or a needed token is not
 * there, and with `invalid-input` where the base URL or a header value cannot be used.
 */
export function buildRequest(
  template: ProviderTemplate,
  operation: Operation,
  values: CallValues,
): Result<ServiceRequest> {
  const missing = missingValues(template, operation, values)
  if (missing.length > 0) return failed(blankFields(template, missing))
  const base = checkBaseUrl(values.baseUrl)
  if (!base.ok) return base

  const query = present(values, Object.entries(operation.query ?? {}))
  const headers = buildHeaders(template, operation, values)
  if (!headers.ok) return headers
  const body = buildBody(operation, values)
  if (body) headers.value['content-type'] ??= body.contentType

  const search = query.length === 0 ? '' : `?${encodeForm(query).text}`
  return ok({
    method: operation.method,
    url: base.value + operation.path + search,
    headers: headers.value,
    ...(body ? { body: body.text } : {}),
    parts: [
      ...describe('query', values, Object.entries(operation.query ?? {})),
      ...describe('header', values, headerSources(operation)),
      ...describe('body', values, bodySources(operation)),
    ],
  })
}

function buildHeaders(
  template: ProviderTemplate,
  operation: Operation,
  values: CallValues,
): Result<Record<string, string>> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    // Some services refuse a request without one (GitHub).
    'user-agent': 'Touchstone',
  }
  for (const [name, source] of Object.entries(operation.headers ?? {})) {
    const text = readValue(values, source)
    if (text === undefined) continue
    const problem = headerProblem(text)
    if (problem !== undefined) return failed(unsendable(template, source, problem))
    headers[name.toLowerCase()] = text
  }
  const authorized = authorize(template, operation, values)
  if (authorized.failure) return failed(authorized.failure)
  if (authorized.header !== undefined) headers['authorization'] = authorized.header
  return ok(headers)
}

function authorize(
  template: ProviderTemplate,
  { authorization }: Operation,
  values: CallValues,
): { header?: string; failure?: Failure } {
  if (authorization === undefined) return {}
  if (authorization.scheme === 'bearer') {
    const token = readValue(values, authorization.token)
    if (token === undefined) return {}
    const problem = /\s/.test(token) ? 'it holds white space' : headerProblem(token)
    if (problem === undefined) return { header: `Bearer ${token}` }
    return { failure: unsendable(template, authorization.token, problem) }
  }
  const username = readValue(values, authorization.username) ?? ''
  const password = readValue(values, authorization.password) ?? ''
  const basic = basicCredentials(username, password, authorization.formEncoded ?? false)
  if ('header' in basic) return { header: basic.header }
  const source = username.includes(':') ? authorization.username : authorization.password
  return { failure: unsendable(template, source, basic.problem) }
}

function buildBody({ body }: Operation, values: CallValues): EncodedBody | undefined {
  if (body.encoding === 'none') return undefined
  if (body.encoding === 'json') {
    const entries = body.entries.flatMap(({ at, value }) => {
      const text = readValue(values, value)
      return text === undefined ? [] : [{ at, text }]
    })
    return {
      contentType: body.contentType ?? 'application/json',
      text: JSON.stringify(objectWith(entries)),
    }
  }
  const entries = present(
    values,
    body.entries.map(({ name, value }) => [name, value]),
  )
  return body.encoding === 'form' ? encodeForm(entries) : encodeMultipart(entries)
}

type NamedSource = readonly [name: string, source: ValueSource]

function present(values: CallValues, sources: readonly NamedSource[]): NamedText[] {
  return sources.flatMap(([name, source]) => {
    const text = readValue(values, source)
    return text === undefined ? [] : [{ name, text }]
  })
}

function headerSources({ headers, authorization }: Operation): NamedSource[] {
  const sources: NamedSource[] = Object.entries(headers ?? {})
  if (authorization?.scheme === 'bearer') sources.push(['authorization', authorization.token])
  if (authorization?.scheme === 'basic') sources.push(['authorization', authorization.password])
  return sources
}

function bodySources({ body }: Operation): NamedSource[] {
  if (body.encoding === 'none') return []
  if (body.encoding === 'json') return body.entries.map(({ at, value }) => [at.slice(1), value])
  return body.entries.map(({ name, value }) => [name, value])
}

function describe(
  place: ActivityPart['place'],
  values: CallValues,
  sources: readonly NamedSource[],
): ActivityPart[] {
  return present(values, sources).map(({ name, text }) => {
    const isLiteral = sources.some(([other, source]) => other === name && 'literal' in source)
    const masked = !isLiteral || name === 'authorization'
    return { place, name, value: masked ? { masked: true } : { text } }
  })
}
