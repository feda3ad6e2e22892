import type { Anomaly } from '../encoding/anomaly.ts'
import { type IsSecret, shownName } from '../json/mask.ts'
import type { JsonNode, JsonOddity } from '../json/node.ts'
import { pointerAt } from '../json/pointer.ts'

/** Names and numbers can be as long as the token. This much identifies one. */
const longestExcerpt = 100

/**
 * Turns an oddity of a JSON text into an anomaly with its place in the token.
 *
 * @param source what was read: the decoded `json` of a part, or the `text` of the token itself
 */
export function anomalyOf(
  { start, end, ...oddity }: JsonOddity,
  part: number,
  source: 'json' | 'text',
  root: JsonNode | null,
  isSecret?: IsSecret,
): Anomaly {
  const pointer = root && pointerAt(root, start)
  const range = source === 'json' ? { json: { start, end } } : { text: { start, end } }
  const place = { part, ...range, ...(pointer !== null && { pointer }) }
  switch (oddity.type) {
    case 'duplicate-name':
      return { ...oddity, name: excerpt(shownName(oddity.name, isSecret)), place }
    case 'number-inexact':
      return isSecret?.(oddity.text)
        ? { ...oddity, text: shownName(oddity.text, isSecret), readAs: 'another', place }
        : { ...oddity, text: excerpt(oddity.text), place }
    default:
      return { ...oddity, place }
  }
}

const excerpt = (text: string): string =>
  text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}…` : text
