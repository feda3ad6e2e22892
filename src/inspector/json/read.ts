import type { Work } from '../encoding/work.ts'
import type { JsonNode, JsonOddity } from './node.ts'
import { JsonReader } from './reader.ts'

export interface JsonText {
  /** null where the text is no JSON or too deep; trailing text alone does not make it so. */
  root: JsonNode | null
  oddities: readonly JsonOddity[]
}

/**
 * Reads RFC 8259 JSON without losing anything: `JSON.parse` keeps the last of two members of one
 * name and rounds big numbers without a word. Accepts what `JSON.parse` accepts, down to
 * `deepestNesting`, and text after the value, which it reports. Never throws.
 *
 * `plain` promises that the text holds no control character and no backslash. Then every string
 * ends at the next quote, and the engine finds that faster than any loop.
 */
export function readJson(text: string, work: Work, plain = false): JsonText {
  const reader = new JsonReader(text, plain)
  const root = reader.readRoot()
  work.steps += reader.steps
  return { root, oddities: reader.oddities }
}
