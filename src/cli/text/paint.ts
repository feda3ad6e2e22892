import { styleText } from 'node:util'

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
