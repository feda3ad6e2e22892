import type { JsonNode, JsonObject } from './node.ts'

/** The value of a member; of two members of one name the last, as `JSON.parse` has it. */
export const memberOf = (object: JsonObject | null, name: string): JsonNode | null =>
  object?.members.findLast((member) => member.name === name)?.value ?? null

/** null where the member is missing or no string. */
export function stringOf(object: JsonObject | null, name: string): string | null {
  const node = memberOf(object, name)
  return node?.kind === 'string' ? node.value : null
}

/** As a double; null where the member is missing, no number or beyond a double's range. */
export function numberOf(object: JsonObject | null, name: string): number | null {
  const node = memberOf(object, name)
  return node?.kind === 'number' ? finiteNumber(node.text) : null
}

export function finiteNumber(text: string): number | null {
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

/** null where the member is missing or no object. */
export function objectOf(object: JsonObject | null, name: string): JsonObject | null {
  const node = memberOf(object, name)
  return node?.kind === 'object' ? node : null
}

/** null where the member is missing or no array. */
export function itemsOf(object: JsonObject | null, name: string): readonly JsonNode[] | null {
  const node = memberOf(object, name)
  return node?.kind === 'array' ? node.items : null
}

/** The values of those nodes that are strings. */
export const stringsIn = (nodes: readonly JsonNode[]): string[] =>
  nodes.flatMap((node) => (node.kind === 'string' ? [node.value] : []))
