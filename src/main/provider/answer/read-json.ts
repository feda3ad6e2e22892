import type { HttpResponse } from '../../http/send.ts'

/** What the body of an answer turned out to be. */
export type Body =
  | { form: 'json'; value: unknown }
  | { form: 'empty' }
  /** Usually from a proxy, a gateway or a login page, not from the service. */
  | { form: 'html' }
  /** Compressed although `accept-encoding: identity` was asked for. */
  | { form: 'encoded' }
  | { form: 'other' }

/** Reads a body by what is in it: services send JSON under many content types, and none. */
export function readBody({ headers, body }: Pick<HttpResponse, 'headers' | 'body'>): Body {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity') return { form: 'encoded' }
  const text = new TextDecoder().decode(body).trim()
  if (text === '') return { form: 'empty' }
  try {
    return { form: 'json', value: JSON.parse(text) as unknown }
  } catch {
    // Not reported as it is: the parser's message quotes the text, and that is secret.
    const isHtml = /html/i.test(headers['content-type'] ?? '') || /^<(!doctype|html)/i.test(text)
    return { form: isHtml ? 'html' : 'other' }
  }
}
