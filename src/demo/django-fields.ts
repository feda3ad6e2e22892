import { readFields } from './request-body.ts'
import type { Call } from './service.ts'

/** Validation messages by field, in the wording of Django REST framework. */
type FieldMessages = Record<string, string[]>

export type RequiredFields<Name extends string> =
  | { state: 'complete'; values: Record<Name, string> }
  | { state: 'incomplete'; messages: FieldMessages }
  | { state: 'unreadable'; status: 400 | 415; reason: string }

export type RefusedFields = Exclude<RequiredFields<string>, { state: 'complete' }>

/** Django REST framework's default parsers. */
const mediaTypes = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data']

/** Reads required text fields from a body, as Django REST framework does. */
export async function readRequiredFields<Name extends string>(
  call: Call,
  names: readonly Name[],
  accepted: readonly string[] = mediaTypes,
): Promise<RequiredFields<Name>> {
  const body = await readFields(call.headers['content-type'], call.body, accepted)
  switch (body.state) {
    case 'fields':
      return checkFields(body.fields, names)
    case 'not-an-object': {
      const message = `Invalid data. Expected a dictionary, but got ${body.found}.`
      return { state: 'incomplete', messages: { non_field_errors: [message] } }
    }
    case 'malformed':
      return { state: 'unreadable', status: 400, reason: `Parse error - ${body.reason}` }
    case 'unsupported': {
      const reason = `Unsupported media type "${body.mediaType}" in request.`
      return { state: 'unreadable', status: 415, reason }
    }
  }
}

function checkFields<Name extends string>(
  fields: ReadonlyMap<string, unknown>,
  names: readonly Name[],
): RequiredFields<Name> {
  const messages: FieldMessages = {}
  const entries = names.map((name): [Name, string] => {
    const value = fields.get(name)
    const message = fieldMessage(value)
    if (message !== null) messages[name] = [message]
    return [name, textOf(value)]
  })
  return Object.keys(messages).length > 0
    ? { state: 'incomplete', messages }
    : { state: 'complete', values: Object.fromEntries(entries) as Record<Name, string> }
}

function fieldMessage(value: unknown): string | null {
  if (value === undefined) return 'This field is required.'
  if (value === null) return 'This field may not be null.'
  if (typeof value !== 'string' && typeof value !== 'number') return 'Not a valid string.'
  if (textOf(value).includes('\0')) return 'Null characters are not allowed.'
  return textOf(value) === '' ? 'This field may not be blank.' : null
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
