import type { JsonNode } from './node.ts'

/**
 * Called with each member of an object and each element of an array, at any depth. Plain arguments
 * rather than an object: a large token has tens of thousands of nodes.
 *
 * @param name null for elements
 * @param start where it begins in the JSON text; for a member, where its name begins
 * @param listed whether it is inside an array, at any distance
 * @returns false to stop
 */
type Visit = (name: string | null, node: JsonNode, start: number, listed: boolean) => boolean

/**
 * Visits everything inside a value in the order in which it is written. The reader bounds the
 * depth.
 *
 * @returns false if the visitor stopped
 */
export function visitNodes(inside: JsonNode, visit: Visit, listed = false): boolean {
  if (inside.kind === 'array') {
    for (const node of inside.items) {
      if (!visit(null, node, node.start, true)) return false
      if (isContainer(node) && !visitNodes(node, visit, true)) return false
    }
  } else if (inside.kind === 'object') {
    for (const { name, nameStart, value } of inside.members) {
      if (!visit(name, value, nameStart, listed)) return false
      if (isContainer(value) && !visitNodes(value, visit, listed)) return false
    }
  }
  return true
}

/** Checked before the call, which would take as long as the visit itself for most values. */
const isContainer = ({ kind }: JsonNode): boolean => kind === 'object' || kind === 'array'
