import type { Failure, FieldError } from '../../../shared/result.ts'
import type { Slot } from '../../../inspector/index.ts'
import type { Operation } from '../../../shared/template.ts'
import type { Body } from './body.ts'
import type { ErrorDetails } from './error-details.ts'

/** Names of the statuses that token services use (RFC 9110 §15, RFC 6585). */
const phrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

const bodyDetails: Readonly<Record<Exclude<Body['form'], 'json'>, string>> = {
  empty: 'The response is empty.',
  html: 'The response is an HTML page, probably from a proxy, gateway or login page.',
  encoded: 'The response is compressed, although compression was not accepted.',
  other: 'The response is not JSON.',
}

/** A response with a status that the operation does not accept. */
export function refusedByStatus(
  operation: Operation,
  status: number,
  body: Body,
  details: ErrorDetails,
  retryAfterSeconds: number | undefined,
): Failure {
  const detail = details.detail ?? (body.form === 'json' ? undefined : bodyDetails[body.form])
  const phrase = phrases[status]
  const general = `The service responded with ${status}${phrase === undefined ? '' : ` ${phrase}`}`
  return {
    kind: 'http',
    status,
    ...details,
    title: details.title ?? fieldTitle(details.fieldErrors) ?? general,
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    nextStep: nextStepFor(operation, status, retryAfterSeconds),
  }
}

/** A response with an accepted status whose body reports a failure. */
export function rejected(operation: Operation, status: number, details: ErrorDetails): Failure {
  return {
    kind: 'rejected',
    status,
    ...details,
    title: details.title ?? 'The service rejected the request',
    nextStep: adviceFor(operation, status) ?? 'Check the values that were sent, then try again.',
  }
}

export function notJson(status: number, form: Exclude<Body['form'], 'json'>): Failure {
  return {
    kind: 'not-json',
    status,
    title:
      form === 'html' ? 'A web page was returned instead of tokens' : 'The response cannot be read',
    detail: bodyDetails[form],
    nextStep: 'Check the base URL, and for a proxy or login page in between.',
  }
}

export function wrongShape(
  status: number,
  missing: readonly { slot: Slot; at: string[] }[],
): Failure {
  const names = missing.map(({ slot, at }) => `no ${slot} token at ${at.join(' or ')}`)
  return {
    kind: 'wrong-shape',
    status,
    title: 'Tokens missing from the response',
    detail: `Found ${names.join(', and ')}.`,
    nextStep: 'Check that the base URL and the template belong to this service.',
  }
}

/** A redirect is not followed: it would send the request with its secrets to another place. */
export function redirectRefused(status: number, target: string | undefined): Failure {
  const to = target === undefined ? '' : ` to ${target}`
  return {
    kind: 'redirect-refused',
    status,
    title: 'The service redirected to another address',
    detail: `Not followed${to}, because secrets would be sent along.`,
    nextStep: 'If the service has moved, change the base URL to the new address.',
  }
}

function fieldTitle(fieldErrors: FieldError[] | undefined): string | undefined {
  if (fieldErrors === undefined) return undefined
  const [first] = fieldErrors
  return fieldErrors.length === 1 && first
    ? `The service rejected ${first.field === '' ? 'the request' : first.field}`
    : `The service rejected ${fieldErrors.length} fields`
}

const adviceFor = ({ advice }: Operation, status: number): string | undefined =>
  advice?.find(({ statuses }) => statuses.includes(status))?.text

function nextStepFor(operation: Operation, status: number, retryAfterSeconds?: number): string {
  const advice = adviceFor(operation, status)
  if (advice !== undefined) return advice
  if (status === 400 || status === 422)
    return 'Correct the values the service names, then try again.'
  if (status === 401) return 'Check the credentials, then try again.'
  if (status === 403)
    return 'Ask the operator of the service whether this account is allowed to do this.'
  if (status === 404 || status === 405)
    return 'Check the base URL. The service has no such operation.'
  if (status === 429 || (status === 503 && retryAfterSeconds !== undefined)) {
    const wait = retryAfterSeconds === undefined ? 'a while' : `${retryAfterSeconds} s`
    return `Wait ${wait}, then try again.`
  }
  if (status >= 500) return 'The service failed. Try again later.'
  return 'Check the base URL and the values that were sent, then try again.'
}
