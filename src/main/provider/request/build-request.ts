import type { ActivityPart } from '../../../shared/outcome.ts'
import { type Failure, type Result, failed, ok } from '../../../shared/result.ts'
import type { Operation, ProviderTemplate, ValueSource } from '../../../shared/template.ts'
import { checkBaseUrl } from '../../http/base-url.ts'
import type { HttpRequest } from '../../http/send.ts'
import { objectWith } from '../json-pointer.ts'
import { type EncodedBody, encodeForm, encodeMultipart } from './encode-body.ts'
import { basicCredentials, headerProblem } from './header-values.ts'
import { type CallValues, missingValues, readValue, requestParts } from './values.ts'

/** One HTTP request, complete except for the headers of the connection. Secret. */
export interface ServiceRequest extends HttpRequest {
  method: Operation['method']
  /** What may be shown of it: every name, and the values that are literals of the template. */
  parts: ActivityPart[]
}

/**
 * Turns an operation and a provider's values into a request. Pure; sends nothing.
 *
 * Fails with `blank-field` if required fields or tokens are missing, naming all of them, and with
 * `invalid-input` if the base URL or a header value cannot be used.
 */
export function buildRequest(
  template: ProviderTemplate,
  operation: Operation,
  values: CallValues,
): Result<ServiceRequest> {
  const missing = missingValues(template, operation, values)
  if (missing) return failed(missing)
  const base = checkBaseUrl(values.baseUrl)
  if (!base.ok) return base
  const headers = buildHeaders(template, operation, values)
  if (!headers.ok) return headers
  const parts = requestParts(operation).flatMap((part) => {
    const text = readValue(values, part.source)
    return text === undefined ? [] : [{ ...part, text }]
  })
  const inPlace = (wanted: ActivityPart['place']) => parts.filter(({ place }) => place === wanted)
  const body = buildBody(operation.body, inPlace('body'))
  if (body) headers.value['content-type'] ??= body.contentType

  const query = inPlace('query')
  const search = query.length === 0 ? '' : `?${encodeForm(query).text}`
  return ok({
    method: operation.method,
    url: base.value + operation.path + search,
    headers: headers.value,
    ...(body ? { body: body.text } : {}),
    parts: parts.map(({ place, name, source, text }) => {
      const isShown = 'literal' in source && name !== 'authorization'
      return { place, name, value: isShown ? { text } : { masked: true } }
    }),
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
  const { authorization } = operation
  if (authorization?.scheme === 'bearer') {
    const token = readValue(values, authorization.token)
    if (token === undefined) return ok(headers)
    const problem = /\s/.test(token) ? 'contains white space' : headerProblem(token)
    if (problem !== undefined) return failed(unsendable(template, authorization.token, problem))
    headers['authorization'] = `Bearer ${token}`
  } else if (authorization) {
    const { username, password, formEncoded = false } = authorization
    const user = readValue(values, username) ?? ''
    const basic = basicCredentials(user, readValue(values, password) ?? '', formEncoded)
    if ('problem' in basic) {
      return failed(unsendable(template, user.includes(':') ? username : password, basic.problem))
    }
    headers['authorization'] = basic.header
  }
  return ok(headers)
}

function unsendable(template: ProviderTemplate, source: ValueSource, problem: string): Failure {
  const field =
    'field' in source ? template.fields.find(({ name }) => name === source.field) : undefined
  const label = field?.label ?? ('token' in source ? `The ${source.token} token` : 'A header value')
  return {
    kind: 'invalid-input',
    title: `${label} cannot be sent`,
    detail: `The value is sent in a header but ${problem}. No request was sent.`,
    ...(field ? { fieldErrors: [{ field: field.name, message: `${label} ${problem}.` }] } : {}),
    nextStep: field ? `Enter ${label} again, on one line.` : 'Obtain new tokens.',
  }
}

/** `entries` are the parts of the body; the name of a JSON entry is a pointer without its first slash. */
function buildBody(
  body: Operation['body'],
  entries: readonly { name: string; text: string }[],
): EncodedBody | undefined {
  switch (body.encoding) {
    case 'none':
      return undefined
    case 'form':
      return encodeForm(entries)
    case 'multipart':
      return encodeMultipart(entries)
    case 'json': {
      const object = objectWith(entries.map(({ name, text }) => ({ at: `/${name}`, text })))
      const { contentType = 'application/json' } = body
      return { contentType, text: JSON.stringify(object) }
    }
  }
}
