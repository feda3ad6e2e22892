import type { Work } from '../encoding/work.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { surroundingsOf } from './surroundings.ts'
import { namesToken, slotOf } from '../looks/token-names.ts'
import { tokenStart, words } from '../looks/token-in-word.ts'

/**
 * Yields every token in a text, by its look or by what is before it: opaque tokens are recognized
 * by `access_token=` or `Authorization: Bearer`.
 *
 * @param stripped what was already removed around the text
 */
export function* tokensInText(
  text: string,
  stripped: readonly string[],
  work: Work,
): Generator<FoundToken> {
  const command = /^\s*curl\s/.test(text) ? ['the curl command'] : []
  for (const match of text.matchAll(words)) {
    const [word] = match
    work.steps += word.length + 1
    const piece = tokenIn(word, text, match.index, work)
    if (piece === null) continue
    const token = decoded(piece.text)
    if (token.length === text.length) {
      yield { text, foundIn: 'bare', stripped, name: null, slot: null }
      return
    }
    const {
      foundIn,
      name,
      stripped: around,
    } = surroundingsOf(text, match.index + piece.start, work)
    const all = [...stripped, ...command, ...around, ...piece.stripped]
    yield { text: token, foundIn, stripped: all, name, slot: slotOf(name) }
  }
}

interface TokenPiece {
  text: string
  /** Offset in the word. */
  start: number
  stripped: readonly string[]
}

function tokenIn(word: string, text: string, at: number, work: Work): TokenPiece | null {
  const start = tokenStart(word)
  if (start >= 0) {
    const prefix = word.slice(0, start)
    const glued = prefix !== '' && !/[=/]$/.test(prefix)
    const stripped = glued ? [`the prefix ${prefix}`] : []
    // In a path, the next slash ends the token. Elsewhere it may belong to plain base64.
    const end = prefix.endsWith('/') ? word.indexOf('/', start) : -1
    const token = word.slice(start, end < 0 ? undefined : end)
    return { text: withoutFullStop(token), start, stripped }
  }
  const equals = word.indexOf('=') + 1
  const value = word.slice(equals)
  if (value.length < shortestOpaque || !announced(text, at + equals)) return null
  const { foundIn, name } = surroundingsOf(text, at + equals, work, namesToken)
  const named = name !== null && namesToken(name)
  const authorizes = foundIn === 'header' && /^authorization$/i.test(name ?? 'authorization')
  return named || authorizes ? { text: value, start: equals, stripped: [] } : null
}

/** A shorter value after the name of a token is more likely a flag: `token=true`. */
const shortestOpaque = 8

/** Quickly rules out nearly every word of a long text. */
const announced = (text: string, at: number): boolean =>
  /token|access|refresh|jwt|assertion|bearer|dpop/i.test(text.slice(Math.max(0, at - 24), at))

/** Removes the full stop of a sentence. Only an unsecured JWT ends in one of its own. */
const withoutFullStop = (text: string): string =>
  text.endsWith('.') && text.split('.', 4).length !== 3 ? text.slice(0, -1) : text

/** A token in a URL or form may be percent-encoded. */
function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    // A % that is no escape: the text is not encoded.
    return text
  }
}
