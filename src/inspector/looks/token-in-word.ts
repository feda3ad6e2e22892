import { knownPrefixes, knownTokenOf } from './known-tokens.ts'

/** Runs of the characters that tokens consist of, including `%` escapes and base64. */
export const words = /[\w.~+/%=-]+/g

const paseto = /^v[1-4]\.(?:local|public)\.[\w-]/
/** A JOSE header begins with `{` and `"`, a space or a line break: this is base64url of that. */
const joseStart = /^(?:ey[A-L]|ew[0ok])[^.\s"']*\./
/** The same for a header that begins with white space or a byte order mark. */
const spacedStart = /^(?:I[ACH]|C[QSXgin]|D[QSX]|77u[_/])/

/** Rules out most texts by their first character. */
const firsts = new Set(
  ['e', 'v', 'I', 'C', 'D', '7', ...knownPrefixes].map((prefix) => prefix.charCodeAt(0)),
)
/** Rules out nearly every other text with one pattern. */
const begins = new RegExp(
  `^(?:e[yw]|v[1-4]\\.|${knownPrefixes.join('|').replaceAll('.', '\\.')})|${spacedStart.source}`,
)

/** Shorter texts are too unlikely to be tokens to be hidden or offered. */
const shortest = 16

export function isTokenLike(text: string): boolean {
  if (text.length < shortest || !firsts.has(text.charCodeAt(0)) || !begins.test(text)) return false
  return (
    joseStart.test(text) || paseto.test(text) || knownTokenOf(text) !== null || opensSpaced(text)
  )
}

/** Whether a text begins like a compact JWS or JWE. The rest may be wrong. */
export const beginsJose = (text: string): boolean => text.startsWith('ey') || opensSpaced(text)

/** As much of a header as is decoded to find where its JSON begins. */
const headStart = /^[\w+/-]{1,400}/

/** JSON may begin with white space (RFC 8259 §2). A byte order mark is a reported error. */
function opensSpaced(text: string): boolean {
  if (!spacedStart.test(text) || !/^[^.\s"']*\./.test(text)) return false
  const [head = ''] = headStart.exec(text) ?? []
  const whole = head.slice(0, head.length - (head.length % 4))
  const decoded = atob(whole.replaceAll('-', '+').replaceAll('_', '/'))
  return /^(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t\r\n]*"/.test(decoded)
}

/**
 * Offset of a token in a word: at the start, after `name=`, after the last slash of a path, or a
 * JWT anywhere. -1 if there is none. Linear in the word.
 */
export function tokenStart(word: string): number {
  if (isTokenLike(word)) return 0
  for (const mark of ['=', '/']) {
    const behind = mark === '=' ? word.indexOf(mark) + 1 : word.lastIndexOf(mark) + 1
    if (behind > 0 && isTokenLike(word.slice(behind))) return behind
  }
  const jwt = word.indexOf('eyJ')
  return jwt >= 0 && isTokenLike(word.slice(jwt)) ? jwt : -1
}

/** Whether a text contains anything that looks like a token. Linear in the text. */
export function holdsToken(text: string): boolean {
  if (text.length < shortest || !mayHoldToken(text)) return false
  for (const [word] of text.matchAll(words)) if (tokenStart(word) >= 0) return true
  return false
}

/** `spacedStart` anywhere in a text, after a character that cannot belong to a token. */
const spacedHint = new RegExp(`(?:^|\\W)(?:${spacedStart.source.slice(1)})`)
const hints = ['ey', 'ew', '.local.', '.public.', ...knownPrefixes]

/** Quickly rules out nearly every text. */
const mayHoldToken = (text: string): boolean =>
  hints.some((hint) => text.includes(hint)) || spacedHint.test(text)
