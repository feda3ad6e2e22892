import { readFields, type BodyFields } from './request-body.ts'
import type { Call } from './service.ts'

/** Messages of each field that did not pass, as Django REST framework words them. */
export type FieldMessages = Record<string, string[]>

export type RequiredFields<Name extends string> =
  | { state: 'complete'; values: Record<Name, string> }
  | { state: 'incomplete'; messages: FieldMessages }
  | Exclude<BodyFields, { state: 'fields' }>

/** Django REST framework's default parsers. */
const mediaTypes = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data']

/** Reads required text fields from a body of any encoding that the framework takes by default. */
export async function readRequiredFields<Name extends string>(
  call: Call,
  names: readonly Name[],
  accepted: readonly string[] = mediaTypes,
): Promise<RequiredFields<Name>> {
  const body = await readFields(call.headers['content-type'], call.body, accepted)
  if (body.state !== 'fields') return body

  const messages: FieldMessages = {}
  const entries = names.map((name): [Name, string] => {
    const value = body.fields.get(name)
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
  return textOf(value) === '' ? 'This field may not be blank.' : null
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
