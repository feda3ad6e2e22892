import type { Inspected } from './inspect-all.ts'

/**
 * One JSON document: the inspection of the first token, with those of the others in `others`.
 * Characters that a terminal would obey or not show are escaped, which means the same to a parser.
 */
export function jsonDocument([first, ...others]: readonly [Inspected, ...Inspected[]]): string {
  const document = { ...flat(first), others: others.map(flat) }
  return JSON.stringify(document, null, 2).replace(unshown, escapeJson)
}

const flat = ({ inspection, hashes, name }: Inspected) => ({ name, ...inspection, hashes })

/** `JSON.stringify` escapes only characters below U+0020. */
const unshown = /[\u007f-\u00a0\p{Cf}\p{Zl}\p{Zp}]/gu

/** One escape for each UTF-16 unit (RFC 8259 7). */
const escapeJson = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
