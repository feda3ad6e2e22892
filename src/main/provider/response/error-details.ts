import type { Failure, FieldError } from '../../../shared/result.ts'
import type { Operation } from '../../../shared/template.ts'
import type { HttpResponse } from '../../http/send.ts'
import { isObject, valueAt } from '../json-pointer.ts'
import { type Body, textOf } from './body.ts'
import { redact, redactedStart, redactKnown } from './redact.ts'

/** What a service says about a failure: from allow-listed places, redacted and shortened. */
export type ErrorDetails = Partial<
  Pick<Failure, 'title' | 'detail' | 'code' | 'requestId' | 'fieldErrors'>
>

const maxTitle = 200
const maxDetail = 600
const maxIdentifier = 120
const maxFieldErrors = 20

const requestIdHeaders = [
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'x-amzn-requestid',
  'cf-ray',
]

/**
 * Reads the places that a template names for errors. Field errors count only with a status that
 * complains about the request itself.
 */
export function readErrorDetails(
  { errors }: Operation,
  { status, headers }: HttpResponse,
  body: Body,
  secrets: readonly string[],
): ErrorDetails {
  const document = body.form === 'json' ? body.value : undefined
  const prose = (text: string, maxLength: number) => redactedStart(text, secrets, maxLength, redact)
  const identifier = (text: string) => redactedStart(text, secrets, maxIdentifier, redactKnown)
  const inBody = (pointers: readonly string[]) =>
    firstText(pointers.map((pointer) => valueAt(document, pointer)))

  const title = inBody(errors.title)
  const detail = inBody(errors.detail)
  const code = inBody(errors.code)
  const requestId =
    inBody(errors.requestId) ?? firstText(requestIdHeaders.map((name) => headers[name]))
  const fieldErrors =
    status === 400 || status === 422
      ? readFieldErrors(errors.fields, document).slice(0, maxFieldErrors)
      : []
  return {
    ...(title === undefined ? {} : { title: prose(title, maxTitle) }),
    ...(detail === undefined ? {} : { detail: prose(detail, maxDetail) }),
    ...(code === undefined ? {} : { code: identifier(code) }),
    ...(requestId === undefined ? {} : { requestId: identifier(requestId) }),
    ...(fieldErrors.length > 0 && {
      fieldErrors: fieldErrors.map(({ field, message }) => ({
        field: prose(field, maxIdentifier),
        message: prose(message, maxTitle),
      })),
    }),
  }
}

const firstText = (values: readonly unknown[]): string | undefined =>
  values.map((value) => textOf(value)).find((text) => text !== undefined)

/** The errors of the first style that finds any. */
function readFieldErrors(styles: Operation['errors']['fields'], document: unknown): FieldError[] {
  const found = styles.map((style) => {
    const value = valueAt(document, style.at)
    if (style.style === 'map') {
      if (!isObject(value)) return []
      return Object.entries(value)
        .filter(([field]) => !style.except.includes(field))
        .flatMap(([field, messages]) => fieldError(field, messages))
    }
    if (!Array.isArray(value)) return []
    return value.flatMap((entry: unknown) =>
      fieldError(textOf(valueAt(entry, style.name)) ?? '', valueAt(entry, style.reason)),
    )
  })
  return found.find((errors) => errors.length > 0) ?? []
}

function fieldError(field: string, reason: unknown): FieldError[] {
  const message = textOf(reason)
  return message === undefined ? [] : [{ field, message }]
}
