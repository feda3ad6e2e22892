import type { Work } from '../encoding/work.ts'
import type { JsonNode, JsonOddity } from './node.ts'
import { JsonReader } from './reader.ts'

export interface JsonText {
  /** null if the text is not JSON or nested too deep. Trailing text does not make it null. */
  root: JsonNode | null
  oddities: readonly JsonOddity[]
}

/**
 * Reads JSON (RFC 8259) without losing anything, whereas `JSON.parse` drops duplicate members and
 * rounds large numbers. Accepts what `JSON.parse` accepts, down to `deepestNesting`, and also text
 * after the value, which it reports. Never throws.
 *
 * @param plain the caller knows that the text holds no control character and no backslash, so each
 *   string ends at the next quote: `indexOf` finds that faster than a loop
 */
export function readJson(text: string, work: Work, plain = false): JsonText {
  const reader = new JsonReader(text, plain)
  const root = reader.readRoot()
  work.steps += reader.steps
  return { root, oddities: reader.oddities }
}
