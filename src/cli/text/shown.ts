import { visiblePieces } from '../../inspector/index.ts'

/** Text of a token for a terminal: what it would obey or not show becomes a mark, `<U+202E>`. */
export const shown = (text: string): string =>
  visiblePieces(text)
    .map((piece) => ('mark' in piece ? `<${piece.mark}>` : piece.text))
    .join('')

/** The same, cut where it is longer. Lengths are UTF-16 units of the text itself. */
export function shownUpTo(text: string, length: number): string {
  if (text.length <= length) return shown(text)
  return `${shown(text.slice(0, length).toWellFormed())}… (${text.length.toLocaleString('en')} characters)`
}

/** `1 part`, `2 parts`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
