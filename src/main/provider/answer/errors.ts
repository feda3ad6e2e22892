import type { FieldError } from '../../../shared/result.ts'
import type { Operation } from '../../../shared/template.ts'
import { firstAt, isObject, valueAt } from '../json-pointer.ts'
import { strike, strikeKnown } from './strike.ts'
import { shortened, textOf } from './text.ts'

/** What a service says about a failure: allow-listed places only, secrets struck out, bounded. */
export interface ServiceWords {
  title?: string
  detail?: string
  code?: string
  requestId?: string
  fieldErrors?: FieldError[]
}

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

/** Reads what a template says where to find; `document` is undefined where the body is not JSON. */
export function readServiceWords(
  { errors }: Operation,
  document: unknown,
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): ServiceWords {
  const prose = (text: string | undefined, maxLength: number) =>
    text === undefined ? undefined : shortened(strike(text, secrets), maxLength)
  const identifier = (text: string | undefined) =>
    text === undefined ? undefined : shortened(strikeKnown(text, secrets), maxIdentifier)

  const title = prose(firstText(document, errors.title), maxTitle)
  const detail = prose(firstText(document, errors.detail), maxDetail)
  const code = identifier(firstText(document, errors.code))
  const requestId = identifier(
    firstText(document, errors.requestId) ??
      requestIdHeaders.map((name) => textOf(headers[name])).find((text) => text !== undefined),
  )
  const fieldErrors = readFieldErrors(errors.fields, document)
    .slice(0, maxFieldErrors)
    .map(({ field, message }) => ({
      field: prose(field, maxIdentifier) ?? '',
      message: prose(message, maxTitle) ?? '',
    }))
  return {
    ...(title === undefined ? {} : { title }),
    ...(detail === undefined ? {} : { detail }),
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(fieldErrors.length === 0 ? {} : { fieldErrors }),
  }
}

function firstText(document: unknown, pointers: readonly string[]): string | undefined {
  return pointers
    .map((pointer) => textOf(valueAt(document, pointer)))
    .find((text) => text !== undefined)
}

/** The first style that finds something. */
function readFieldErrors(styles: Operation['errors']['fields'], document: unknown): FieldError[] {
  for (const style of styles) {
    const value = valueAt(document, style.at)
    const found =
      style.style === 'map'
        ? fromMap(value, style.except)
        : fromList(value, style.name, style.reason)
    if (found.length > 0) return found
  }
  return []
}

function fromMap(value: unknown, except: readonly string[]): FieldError[] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([field, messages]) => {
    const message = textOf(messages)
    return except.includes(field) || message === undefined ? [] : [{ field, message }]
  })
}

function fromList(value: unknown, namePlace: string, reasonPlace: string): FieldError[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => {
    const message = textOf(firstAt(entry, [reasonPlace]))
    return message === undefined
      ? []
      : [{ field: textOf(valueAt(entry, namePlace)) ?? '', message }]
  })
}
