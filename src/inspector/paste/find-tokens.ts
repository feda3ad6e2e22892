import { decodeBase64url } from '../encoding/base64url.ts'
import { readJson } from '../json/read.ts'
import { isJsonToken } from '../read/json-token.ts'
import { decodeUtf8 } from '../encoding/utf8.ts'
import type { Work } from '../encoding/work.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { tokensInJson } from './tokens-in-json.ts'
import { tokensInText } from './tokens-in-text.ts'
import { beginsJose, isTokenLike } from '../looks/token-in-word.ts'
import { unwrap } from './unwrap.ts'

/** So many tokens of one text are offered. */
const mostTokens = 1000

/**
 * Finds the tokens in whatever was pasted, in order: a bare one, a header, a curl command, a cookie,
 * a URL, an OAuth answer. A text without white space is taken as an opaque token where nothing in it
 * looks like another; prose without a token gives none. Linear in the text, never throws.
 */
export function findTokens(pasted: string, work: Work): FoundToken[] {
  const { text, stripped } = unwrap(pasted, work)
  if (text === '') return []
  const bare: FoundToken = { text, foundIn: 'bare', stripped, name: null, slot: null }
  if (/^[{[]/.test(text)) {
    const { root, oddities } = readJson(text, work)
    if (root?.kind === 'object' && isJsonToken(root)) return [bare]
    // More text behind it may be one JSON after the other, as in a log.
    const whole = root !== null && oddities.every(({ type }) => type !== 'json-trailing-text')
    if (whole) return distinct(tokensInJson(root, null, stripped, work))
  }
  if (isBare(text, work)) return [bare]
  const found = distinct(tokensInText(text, stripped, work))
  if (found.length > 0) return found
  return /\s/.test(text) ? [] : [bare]
}

/** What ends a token in a longer text; looked for one by one, since the engine does that fastest. */
const delimiters = Array.from(' \t\r\n"\'`\\,;:&=?#%/+*!$@|<>()[]{}')
/** Those that no token ever holds, whatever is wrong with it. */
const separators = /[\s"'`,;&]/

/**
 * Nothing around it. A text with the right number of parts is the token even where a character in it
 * is wrong, or belongs to an unencoded payload (RFC 7797): cutting there would hide it.
 */
function isBare(text: string, work: Work): boolean {
  work.steps += text.length
  if (!isTokenLike(text)) return false
  const parts = text.split('.', 6)
  const isJose = beginsJose(text) && (parts.length === 3 || parts.length === 5)
  if (isJose && !separators.test(text)) return true
  if (!delimiters.some((delimiter) => text.includes(delimiter))) return true
  return isJose && holdsUnencoded(parts, work)
}

/** RFC 7797 5.2: a payload that stands as it is may hold anything but a full stop. */
function holdsUnencoded([header = '', , signature = '', ...more]: string[], work: Work): boolean {
  if (more.length > 0 || !encoded.test(header) || !encoded.test(signature)) return false
  const { bytes } = decodeBase64url(header, work)
  return bytes !== null && decodeUtf8(bytes, work).text.includes('"b64"')
}

const encoded = /^[\w-]*$/

/** The first of each text, up to the bound; a hostile text is not even looked through to its end. */
function distinct(tokens: Iterable<FoundToken>): FoundToken[] {
  const byText = new Map<string, FoundToken>()
  let looked = 0
  for (const token of tokens) {
    if (!byText.has(token.text)) byText.set(token.text, token)
    if (++looked >= mostTokens) break
  }
  return [...byText.values()]
}
