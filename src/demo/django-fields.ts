import type { Call } from './service.ts'

/** Validation messages by field, in the wording of Django REST framework. */
type FieldMessages = Record<string, string[]>

type RequiredFields<Name extends string> =
  | { state: 'complete'; values: Record<Name, string> }
  | { state: 'incomplete'; messages: FieldMessages }
  | { state: 'unreadable'; status: 400 | 415; reason: string }

export type RefusedFields = Exclude<RequiredFields<string>, { state: 'complete' }>

/** Django REST framework's default parsers. */
const mediaTypes = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data']

/**
 * Reads required text fields from a body, as Django REST framework does. Of equal names the last one
 * counts.
 */
export async function readRequiredFields<Name extends string>(
  { headers, body }: Call,
  names: readonly Name[],
  accepted: readonly string[] = mediaTypes,
): Promise<RequiredFields<Name>> {
  if (body.length === 0) return checkFields({}, names)
  const contentType = headers['content-type'] ?? ''
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!accepted.includes(mediaType)) {
    const reason = `Unsupported media type "${mediaType}" in request.`
    return { state: 'unreadable', status: 415, reason }
  }
  let value: unknown
  try {
    value = await parseBody(mediaType, contentType, body)
  } catch (error) {
    const reason = `Parse error - ${error instanceof Error ? error.name : 'unreadable'}`
    return { state: 'unreadable', status: 400, reason }
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return checkFields({ ...value }, names)
  }
  const found = value === null ? 'NoneType' : Array.isArray(value) ? 'list' : typeof value
  const message = `Invalid data. Expected a dictionary, but got ${found}.`
  return { state: 'incomplete', messages: { non_field_errors: [message] } }
}

async function parseBody(
  mediaType: string,
  contentType: string,
  body: Uint8Array,
): Promise<unknown> {
  if (mediaType === 'multipart/form-data') {
    const response = new Response(Buffer.from(body), { headers: { 'content-type': contentType } })
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated for uploads of any size; these are from loopback and at most 64 KB
    return Object.fromEntries((await response.formData()).entries())
  }
  const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  if (mediaType === 'application/json') return JSON.parse(text)
  return Object.fromEntries(new URLSearchParams(text))
}

function checkFields<Name extends string>(
  fields: Record<string, unknown>,
  names: readonly Name[],
): RequiredFields<Name> {
  const messages: FieldMessages = {}
  const entries = names.map((name): [Name, string] => {
    const value = fields[name]
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
