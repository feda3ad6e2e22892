import type { Place, TextRange } from '../encoding/place.ts'
import type { JsonObject } from '../json/node.ts'
import { pointerAt, pointerStep } from '../json/pointer.ts'

/** A JSON object of a token, and the index of the part it is in. */
export interface TokenObject {
  object: JsonObject
  part: number
}

/** Where a member is; for a member that is missing, the object it is missing from. */
export function placeOf({ object, part }: TokenObject, name?: string): Place {
  const found = object.members.findLast((member) => member.name === name)
  if (!found) return { part, pointer: '' }
  const json = { start: found.nameStart, end: found.value.end }
  return { part, pointer: pointerStep(found.name), json }
}

/** Where a value inside the object is, from its offsets in the JSON text. */
export function placeAt({ object, part }: TokenObject, json: TextRange): Place {
  const pointer = pointerAt(object, json.start)
  return pointer === null ? { part, json } : { part, pointer, json }
}
