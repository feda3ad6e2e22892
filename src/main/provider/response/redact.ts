import { connectionSecrets } from '../../../shared/connection.ts'
import { shortened } from './body.ts'
import { findHiddenSecrets, type Range } from './hidden-secrets.ts'

const mark = '•••'

/**
 * The values to redact. The user name of a proxy is short and common, and no service is told it: it
 * would only spoil other texts.
 */
export const valuesToHide = (secrets: Readonly<Record<string, string>>): string[] =>
  Object.entries(secrets)
    .filter(([name, value]) => name !== connectionSecrets.proxyUser && value !== '')
    .map(([, value]) => value)

/** A JWT, or the beginning of one: `{"` in base64url is `eyJ`. */
const jwt = /eyJ[\w-]{8,}(\.{1,2}[\w-]+)*/g

/** A word longer than a UUID: a key or an opaque token if it contains both digits and letters. */
const longWord = /[\w+=~-]{37,}/g

/**
 * Redacts the provider's own secrets in a text from a service, also in other forms (see
 * `findHiddenSecrets`), and everything that looks like a token.
 */
export const redact = (text: string, secrets: readonly string[]): string =>
  redactKnown(text, secrets).replace(longWord, (word) =>
    /\d/.test(word) && /[a-z]/i.test(word) ? mark : word,
  )

/** Redacts known secrets and JWTs only: for identifiers, which may be long words. */
export function redactKnown(text: string, secrets: readonly string[]): string {
  // No form is shorter than its secret, and one form may be a part of another.
  const forms = secrets
    .filter((secret) => secret.trim().length <= text.length)
    .flatMap(encodedForms)
    .sort((a, b) => b.length - a.length)
  const redacted = forms
    .reduce((rest, form) => rest.replaceAll(form, mark), text)
    .replace(jwt, mark)
  return withoutRanges(redacted, findHiddenSecrets(redacted, secrets))
}

/** Redacting takes about a second per megabyte, and no more than some hundred characters are shown. */
const longestRedacted = 16_000

/**
 * The start of a text from a service, redacted by `redactText`. A long text is cut before that. The
 * cut may split a secret, so nothing near it may be shown: if little is left, nothing is.
 */
export function redactedStart(
  text: string,
  secrets: readonly string[],
  maxLength: number,
  redactText: typeof redact,
): string {
  if (text.length <= longestRedacted) return shortened(redactText(text, secrets), maxLength)
  const start = redactText(text.slice(0, longestRedacted).toWellFormed(), secrets)
  return start.length < longestRedacted / 2 ? mark : shortened(start, maxLength)
}

/** Whether a text holds one of these secrets in any form; is one, if it is a short one. */
export const holdsSecret = (text: string, secrets: readonly string[]): boolean =>
  secrets.includes(text) || findHiddenSecrets(text, secrets).length > 0

/** Members that hold words from a token or a service, in what is shown of them. */
const wordy = ['text', 'keyId', 'algorithm', 'encryption', 'origin', 'title', 'detail', 'url']

/** Redacts known secrets in all such members of a result, however deep, and leaves the rest as it is. */
export function redactTexts<Value>(value: Value, secrets: readonly string[]): Value {
  const redacted = (within: unknown, name: string): unknown => {
    if (typeof within === 'string')
      return wordy.includes(name) ? redactKnown(within, secrets) : within
    if (Array.isArray(within)) return within.map((item) => redacted(item, name))
    if (typeof within !== 'object' || within === null) return within
    return Object.fromEntries(
      Object.entries(within).map(([key, inner]) => [key, redacted(inner, key)]),
    )
  }
  return redacted(value, '') as Value
}

function withoutRanges(text: string, ranges: readonly Range[]): string {
  let rest = ''
  let done = 0
  for (const [start, end] of ranges.toSorted(([a], [b]) => a - b)) {
    if (start >= done) rest += text.slice(done, start) + mark
    done = Math.max(done, end)
  }
  return rest + text.slice(done)
}

function encodedForms(secret: string): string[] {
  const text = secret.trim()
  if (text === '') return []
  const base64 = Buffer.from(text).toString('base64')
  return [
    text,
    encodeURIComponent(text),
    new URLSearchParams({ a: text }).toString().slice(2),
    JSON.stringify(text).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(text).toString('base64url'),
  ]
}
