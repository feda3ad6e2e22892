import type { JsonNode } from '../json/node.ts'

/** One member of an object or element of an array, at any depth. */
export interface Visited {
  /** null for elements. */
  name: string | null
  node: JsonNode
  /** Where it begins in the JSON text: a member with its name. */
  start: number
}

/**
 * Shows everything inside a value, in the order it is written, until the visitor has seen enough.
 * The reader bounds the depth.
 *
 * @returns false once the visitor gave false
 */
export function walk(inside: JsonNode, visit: (visited: Visited) => boolean): boolean {
  if (inside.kind === 'array')
    return inside.items.every(
      (node) => visit({ name: null, node, start: node.start }) && walk(node, visit),
    )
  if (inside.kind !== 'object') return true
  return inside.members.every(
    ({ name, nameStart, value }) =>
      visit({ name, node: value, start: nameStart }) && walk(value, visit),
  )
}
