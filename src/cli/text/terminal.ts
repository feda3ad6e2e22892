import { styleText } from 'node:util'
import { counted, withMarks } from '../../inspector/index.ts'

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan'

/** Puts a style around a text, or leaves it alone. */
export type Paint = (style: Style, text: string) => string

export const plain: Paint = (_, text) => text

/** Colour for a terminal only, and not where `NO_COLOR` is set (no-color.org). */
export function paintFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const refused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  if (stream.isTTY !== true || refused) return plain
  return (style, text) => styleText(style, text, { validateStream: false })
}

/** Text of a token: a character that a terminal would obey or not show becomes a mark, `<U+202E>`. */
export const shown = (text: string): string => withMarks(text, '<', '>')

/** The same, cut where it is longer. Lengths are UTF-16 units of the text itself. */
export function shownUpTo(text: string, length: number): string {
  if (text.length <= length) return shown(text)
  return `${shown(text.slice(0, length).toWellFormed())}… (${counted(text.length, 'character')})`
}
