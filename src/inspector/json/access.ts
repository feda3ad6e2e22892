import type { JsonNode, JsonObject } from './node.ts'

/** Larger objects get an index, since the rules look up about a hundred names. */
const worthAnIndex = 32
const indexes = new WeakMap<JsonObject, ReadonlyMap<string, JsonNode>>()

/** The value of a member; of two members with the same name the last, as with `JSON.parse`. */
export function memberOf(object: JsonObject | null, name: string): JsonNode | null {
  if (object === null) return null
  if (object.members.length < worthAnIndex)
    return object.members.findLast((member) => member.name === name)?.value ?? null
  const index = indexes.get(object) ?? indexMembers(object)
  return index.get(name) ?? null
}

function indexMembers(object: JsonObject): ReadonlyMap<string, JsonNode> {
  const index = new Map<string, JsonNode>()
  for (const { name, value } of object.members) index.set(name, value)
  indexes.set(object, index)
  return index
}

export const hasMember = (object: JsonObject | null, name: string): boolean =>
  memberOf(object, name) !== null

/** null if the member is missing or not a string. */
export function stringOf(object: JsonObject | null, name: string): string | null {
  const node = memberOf(object, name)
  return node?.kind === 'string' ? node.value : null
}

/**
 * A string member of several headers that together are one JOSE header, in which each name occurs
 * once (RFC 7515 §7.2.1, RFC 7516 §7.2.1).
 */
export const joined = (headers: readonly (JsonObject | null)[], name: string): string | null =>
  headers.map((header) => stringOf(header, name)).find((value) => value !== null) ?? null

/** As a double; null if the member is missing, not a number or beyond the range of a double. */
export function numberOf(object: JsonObject | null, name: string): number | null {
  const node = memberOf(object, name)
  return node?.kind === 'number' ? finiteNumber(node.text) : null
}

export function finiteNumber(text: string): number | null {
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

/** null if the member is missing or not an object. */
export function objectOf(object: JsonObject | null, name: string): JsonObject | null {
  const node = memberOf(object, name)
  return node?.kind === 'object' ? node : null
}

/** null if the member is missing or not an array. */
export function itemsOf(object: JsonObject | null, name: string): readonly JsonNode[] | null {
  const node = memberOf(object, name)
  return node?.kind === 'array' ? node.items : null
}

/** Whether the value was a token or a secret, and was removed. */
export const isMasked = (node: JsonNode): boolean =>
  node.kind === 'string' && node.masked !== undefined

/** The values of the nodes that are strings. */
export const stringsIn = (nodes: readonly JsonNode[]): string[] =>
  nodes.flatMap((node) => (node.kind === 'string' ? [node.value] : []))

/** The strings of an array, or the one string; null if it is neither. */
export function textsOf(node: JsonNode | null): readonly string[] | null {
  if (node?.kind === 'string') return [node.value]
  if (node?.kind !== 'array') return null
  const strings = stringsIn(node.items)
  return strings.length === node.items.length ? strings : null
}
