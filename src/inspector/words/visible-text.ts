/** A stretch of text, or one character that would not show. */
export type VisiblePiece = { text: string } | { mark: string; name: string }

/**
 * Control, format (bidi overrides, zero-width, soft hyphen, tags), separators other than the space,
 * letters that render as a gap, lone surrogates: characters that can make one text look like another
 * (Unicode general category, UTS 39).
 */
const invisible =
  /[\u034f\u17b4\u17b5\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u2800\u3164\uffa0]/u
const everyInvisible = new RegExp(invisible, 'gu')

const names: Record<number, string> = {
  0x00: 'null',
  0x09: 'tab',
  0x0a: 'line feed',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0x7f: 'delete',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x034f: 'combining grapheme joiner',
  0x061c: 'Arabic letter mark',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0x2800: 'blank Braille pattern',
  0x3164: 'Hangul filler',
  0xfeff: 'byte order mark',
}

export const hasInvisible = (text: string): boolean => invisible.test(text)

/** Splits a text at its invisible characters, each of which becomes a mark such as `U+202E`. */
export function visiblePieces(text: string): VisiblePiece[] {
  const pieces: VisiblePiece[] = []
  let from = 0
  for (const match of text.matchAll(everyInvisible)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) })
    pieces.push(markOf(match[0]))
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}

/** As plain text, for places without markup: `a[U+202E]b`. */
export const withMarks = (text: string, open = '[', close = ']'): string =>
  visiblePieces(text)
    .map((piece) => ('mark' in piece ? `${open}${piece.mark}${close}` : piece.text))
    .join('')

function markOf(character: string): VisiblePiece {
  const code = character.codePointAt(0) ?? 0
  const mark = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return { mark, name: names[code] ?? 'a character that does not show' }
}
