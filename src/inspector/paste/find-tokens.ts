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

/** At most this many tokens are found in one text. */
const mostTokens = 1000

/**
 * Finds the tokens in pasted text, in order: a bare token, a header, a curl command, a cookie, a
 * URL, an OAuth response. A text without white space is an opaque token unless something in it
 * looks like another token. Prose has none. Linear in the text, never throws.
 */
export function findTokens(pasted: string, work: Work): FoundToken[] {
  const { text, stripped } = unwrap(pasted, work)
  if (text === '') return []
  const bare: FoundToken = { text, foundIn: 'bare', stripped, name: null, slot: null }
  if (/^[{[]/.test(text)) {
    const { root, oddities } = readJson(text, work)
    if (root?.kind === 'object' && isJsonToken(root)) return [bare]
    // More text after the JSON may be more JSON, as in a log.
    const whole = root !== null && oddities.every(({ type }) => type !== 'json-trailing-text')
    if (whole) return distinct(tokensInJson(root, null, stripped, work))
  }
  if (isBare(text, work)) return [bare]
  const found = distinct(tokensInText(text, stripped, work))
  if (found.length > 0) return found
  return /\s/.test(text) ? [] : [bare]
}

/** Characters that end a token in a longer text. Several `includes` are faster than a pattern. */
const delimiters = Array.from(' \t\r\n"\'`\\,;:&=?#%/+*!$@|<>()[]{}')
/** Those that not even a broken token holds. */
const separators = /[\s"'`,;&]/

/**
 * Whether the text is a token and nothing else. With the right number of parts it is, even if a
 * character is wrong or belongs to an unencoded payload (RFC 7797): cutting there would hide that.
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

/** An unencoded payload may hold anything but a full stop (RFC 7797 §5.2). */
function holdsUnencoded([header = '', , signature = '', ...more]: string[], work: Work): boolean {
  if (more.length > 0 || !encoded.test(header) || !encoded.test(signature)) return false
  const { bytes } = decodeBase64url(header, work)
  return bytes !== null && decodeUtf8(bytes, work).text.includes('"b64"')
}

const encoded = /^[\w-]*$/

/** The first token with each text. Stops at the limit, so that a hostile text costs no more. */
function distinct(tokens: Iterable<FoundToken>): FoundToken[] {
  const byText = new Map<string, FoundToken>()
  let looked = 0
  for (const token of tokens) {
    if (!byText.has(token.text)) byText.set(token.text, token)
    if (++looked >= mostTokens) break
  }
  return [...byText.values()]
}

/**
 * The access token that was pasted together with an ID token, for `at_hash`. Undefined if there is
 * none, or several.
 */
export function accessTokenBeside(
  { slot }: FoundToken,
  found: readonly FoundToken[],
): string | undefined {
  if (slot !== 'id') return undefined
  const [access, ...others] = found.filter((each) => each.slot === 'access')
  return others.length === 0 ? access?.text : undefined
}
