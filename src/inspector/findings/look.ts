import { finiteNumber, memberOf, stringsIn } from '../json/access.ts'
import type { JsonNode, JsonObject } from '../json/node.ts'
import { pointerAt, pointerStep } from '../json/pointer.ts'
import type { Place, TextRange } from '../encoding/place.ts'

/** An object of a token and the part it stands in. */
export interface Source {
  object: JsonObject
  part: number
}

export const has = (object: JsonObject | null, name: string): boolean =>
  memberOf(object, name) !== null

/** The strings of an array, or the one string; null where it is neither. */
export function textsOf(node: JsonNode | null): readonly string[] | null {
  if (node?.kind === 'string') return [node.value]
  if (node?.kind !== 'array') return null
  const strings = stringsIn(node.items)
  return strings.length === node.items.length ? strings : null
}

/** Where a member stands; where there is none, the object it is missing in. */
export function placeOf({ object, part }: Source, name?: string): Place {
  const found = object.members.findLast((member) => member.name === name)
  if (!found) return { part, pointer: '' }
  const json = { start: found.nameStart, end: found.value.end }
  return { part, pointer: pointerStep(found.name), json }
}

/** Where something inside an object stands, from its offset in the JSON text. */
export function placeAt({ object, part }: Source, json: TextRange): Place {
  const pointer = pointerAt(object, json.start)
  return pointer === null ? { part, json } : { part, pointer, json }
}

/** Whether two values mean the same to a JSON parser: names in any order, numbers as doubles. */
export const sameValue = (a: JsonNode, b: JsonNode): boolean => canonical(a) === canonical(b)

function canonical(node: JsonNode): string {
  switch (node.kind) {
    case 'object': {
      const byName = new Map(node.members.map(({ name, value }) => [name, value]))
      const entries = [...byName].map(
        ([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`,
      )
      return `{${entries.toSorted().join(',')}}`
    }
    case 'array':
      return `[${node.items.map(canonical).join(',')}]`
    case 'number':
      return String(finiteNumber(node.text) ?? node.text)
    case 'null':
      return 'null'
    default:
      return JSON.stringify(node.value)
  }
}
