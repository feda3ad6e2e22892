import { knownPrefixes, knownTokenOf } from './known-tokens.ts'

/** A run of the characters that tokens are made of, `%` escapes and base64 included. */
export const words = /[\w.~+/%=-]+/g

const paseto = /^v[1-4]\.(?:local|public)\.[\w-]/
/** `{` and `"`, a space or a line break, in base64url: how a JOSE header begins. */
const joseStart = /^(?:ey[A-L]|ew[0ok])[^.\s"']*\./
/** The same behind white space or a byte order mark, of which the first bytes show here. */
const spacedStart = /^(?:I[ACH]|C[QSXgin]|D[QSX]|77u[_/])/

/** Says no for most texts, by one character. */
const firsts = new Set(
  ['e', 'v', 'I', 'C', 'D', '7', ...knownPrefixes].map((prefix) => prefix.charCodeAt(0)),
)
/** Says no for nearly every text, in one look. */
const begins = new RegExp(
  `^(?:e[yw]|v[1-4]\\.|${knownPrefixes.join('|').replaceAll('.', '\\.')})|${spacedStart.source}`,
)

/** A shorter text is no token that anybody should hide or offer. */
const shortest = 16

export function isTokenLike(text: string): boolean {
  if (text.length < shortest || !firsts.has(text.charCodeAt(0)) || !begins.test(text)) return false
  return (
    joseStart.test(text) || paseto.test(text) || knownTokenOf(text) !== null || opensSpaced(text)
  )
}

/** Whether a text begins as a compact JWS or JWE does, whatever is wrong with the rest. */
export const beginsJose = (text: string): boolean => text.startsWith('ey') || opensSpaced(text)

/** So much of a header is looked at for where its JSON begins, in characters of base64url. */
const headStart = /^[\w+/-]{1,400}/

/** JSON may begin with white space (RFC 8259 2); a byte order mark is wrong, and said to be. */
function opensSpaced(text: string): boolean {
  if (!spacedStart.test(text) || !/^[^.\s"']*\./.test(text)) return false
  const [head = ''] = headStart.exec(text) ?? []
  const whole = head.slice(0, head.length - (head.length % 4))
  const decoded = atob(whole.replaceAll('-', '+').replaceAll('_', '/'))
  return /^(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t\r\n]*"/.test(decoded)
}

/**
 * Where a token begins in a word: at its start, behind `name=`, behind the last slash of a path, or
 * a JWT anywhere. -1 where there is none. Linear in the word.
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

/** Whether any token, or what looks like one, stands in a text. Linear in the text. */
export function holdsToken(text: string): boolean {
  if (text.length < shortest || !mayHoldToken(text)) return false
  for (const [word] of text.matchAll(words)) if (tokenStart(word) >= 0) return true
  return false
}

/** Behind whatever may stand before a token. */
const spacedHint = new RegExp(`(?:^|\\W)(?:${spacedStart.source.slice(1)})`)
const hints = ['ey', 'ew', '.local.', '.public.', ...knownPrefixes]

/** Says no for nearly every text, and at once. */
const mayHoldToken = (text: string): boolean =>
  hints.some((hint) => text.includes(hint)) || spacedHint.test(text)
