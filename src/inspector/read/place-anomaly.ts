import type { Anomaly } from '../encoding/anomaly.ts'
import { shownName } from '../json/mask.ts'
import type { JsonNode } from '../json/node.ts'
import type { JsonOddity } from '../json/node.ts'
import { pointerAt } from '../json/pointer.ts'
import type { Place } from '../encoding/place.ts'

/** Names and numbers can be as long as the token. This much identifies one. */
const longestExcerpt = 100

/** Turns an oddity of a JSON text into an anomaly with its place in the token. */
export function anomalyOf(oddity: JsonOddity, place: Place, root: JsonNode | null): Anomaly {
  const pointer = root === null ? null : pointerAt(root, oddity.start)
  const at = pointer === null ? place : { ...place, pointer }
  switch (oddity.type) {
    case 'duplicate-name':
      return {
        type: oddity.type,
        name: excerpt(shownName(oddity.name)),
        depth: oddity.depth,
        place: at,
      }
    case 'number-inexact':
      return { type: oddity.type, text: excerpt(oddity.text), readAs: oddity.readAs, place: at }
    case 'json-invalid':
      return { type: oddity.type, problem: oddity.problem, place: at }
    case 'json-too-deep':
      return { type: oddity.type, limit: oddity.limit, place: at }
    default:
      return { type: oddity.type, place: at }
  }
}

const excerpt = (text: string): string =>
  text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}…` : text
