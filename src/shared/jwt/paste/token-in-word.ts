import { knownPrefixes, knownTokenOf } from '../read/known-tokens.ts'

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
    joseStart.test(text) ||
    paseto.test(text) ||
    knownTokenOf(text) !== null ||
    (spacedStart.test(text) && opensSpaced(text))
  )
}

/** A header is looked for behind so much white space, in characters of base64url. */
const mostSpace = 400

/** JSON may begin with white space (RFC 8259 2); a byte order mark is wrong, and said to be. */
function opensSpaced(text: string): boolean {
  const end = Math.min(Math.max(text.indexOf('.'), 0), mostSpace)
  const head = text
    .slice(0, end - (end % 4))
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  try {
    return /^(?:\xef\xbb\xbf)?[ \t\r\n]*\{/.test(atob(head))
  } catch {
    // Not base64: then it is no header either.
    return false
  }
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

const hints = ['ey', 'ew', '.local.', '.public.', ...knownPrefixes]

/** Says no for nearly every text, and at once. */
const mayHoldToken = (text: string): boolean => hints.some((hint) => text.includes(hint))
