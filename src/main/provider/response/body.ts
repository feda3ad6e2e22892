import type { HttpResponse } from '../../http/send.ts'
import { parseJson } from '../../../shared/parse-json.ts'
import { isObject } from '../json-pointer.ts'

export type Body =
  | { form: 'json'; value: unknown }
  | { form: 'empty' }
  /** Usually sent by a proxy, a gateway or a login page. */
  | { form: 'html' }
  /** Compressed, although the request said `accept-encoding: identity`. */
  | { form: 'encoded' }
  | { form: 'other' }

/** Reads a body by its text: services send JSON with many content types, or with none. */
export function readBody({ headers, body }: Pick<HttpResponse, 'headers' | 'body'>): Body {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity') return { form: 'encoded' }
  const text = new TextDecoder().decode(body).trim()
  if (text === '') return { form: 'empty' }
  const value = parseJson(text)
  if (value !== undefined) return { form: 'json', value }
  const isHtml = /html/i.test(headers['content-type'] ?? '') || /^<(!doctype|html)/i.test(text)
  return { form: isHtml ? 'html' : 'other' }
}

/**
 * A value of the body as one text: lists are joined, members of objects written as `name: text`.
 * Services send the same message as a string, a list or an object.
 *
 * @param depth limit for nested lists and objects, since a hostile body may nest without end
 * @returns undefined if there is no text
 */
export function textOf(value: unknown, depth = 6): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (depth === 0 || (!Array.isArray(value) && !isObject(value))) return undefined
  const texts = Object.entries(value).flatMap(([name, inner]) => {
    const text = textOf(inner, depth - 1)
    if (text === undefined) return []
    return Array.isArray(value) ? [text] : [`${name}: ${text}`]
  })
  return texts.length === 0 ? undefined : texts.join('; ')
}

/** Cuts a text to a number of characters, with `…` as the last one if something was cut. */
export function shortened(text: string, maxLength: number): string {
  const characters = Array.from(text)
  if (characters.length <= maxLength) return text
  return `${characters.slice(0, maxLength - 1).join('')}…`
}
