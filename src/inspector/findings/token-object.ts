import type { Place, TextRange } from '../encoding/place.ts'
import type { JsonObject } from '../json/node.ts'
import { pointerAt, pointerStep } from '../json/pointer.ts'

/** A JSON object in a token, and the index of its part. */
export interface TokenObject {
  object: JsonObject
  part: number
}

/** Place of a member; for a missing member, place of the object. */
export function placeOf({ object, part }: TokenObject, name?: string): Place {
  const found = object.members.findLast((member) => member.name === name)
  if (!found) return { part, pointer: '' }
  const json = { start: found.nameStart, end: found.value.end }
  return { part, pointer: pointerStep(found.name), json }
}

/** Place of a value inside the object, from its range in the JSON text. */
export function placeAt({ object, part }: TokenObject, json: TextRange): Place {
  const pointer = pointerAt(object, json.start)
  return pointer === null ? { part, json } : { part, pointer, json }
}
