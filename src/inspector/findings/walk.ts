import type { JsonNode } from '../json/node.ts'

/**
 * One member of an object or element of an array, at any depth. Arguments rather than an object:
 * a large token has tens of thousands of them.
 *
 * @param name null for elements
 * @param start where it begins in the JSON text: a member with its name
 * @param listed whether it is somewhere inside an array
 * @returns false once enough was seen
 */
type Visit = (name: string | null, node: JsonNode, start: number, listed: boolean) => boolean

/**
 * Shows everything inside a value, in the order it is written, until the visitor has seen enough.
 * The reader bounds the depth.
 *
 * @returns false once the visitor gave false
 */
export function walk(inside: JsonNode, visit: Visit, listed = false): boolean {
  if (inside.kind === 'array') {
    for (const node of inside.items) {
      if (!visit(null, node, node.start, true)) return false
      if (unfolds(node) && !walk(node, visit, true)) return false
    }
  } else if (inside.kind === 'object') {
    for (const { name, nameStart, value } of inside.members) {
      if (!visit(name, value, nameStart, listed)) return false
      if (unfolds(value) && !walk(value, visit, listed)) return false
    }
  }
  return true
}

/** Most values hold nothing: a call for each would take as long as looking at it. */
const unfolds = ({ kind }: JsonNode): boolean => kind === 'object' || kind === 'array'
