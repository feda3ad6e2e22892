import { memberOf } from '../json/access.ts'
import type { JsonNode, JsonObject, JsonOddity } from '../json/node.ts'
import { anomalyOf } from './place-anomaly.ts'
import type { PartReader, Piece } from './parts.ts'

/** The contents of a string in the outer JSON, which is the cleaned token text itself. */
export const pieceOf = (node: JsonNode | null): Piece | null =>
  node?.kind === 'string' ? { text: node.value, offset: node.start + 1 } : null

export const pieceAt = (object: JsonObject | null, name: string): Piece | null =>
  pieceOf(memberOf(object, name))

/** Reads the protected header of a JSON serialization. It may be absent. */
export function protectedHeader(
  object: JsonObject,
  name: string,
  reader: PartReader,
): { header: JsonObject | null; headerPart: number | null } {
  const piece = pieceAt(object, 'protected')
  if (piece === null || piece.text === '') return { header: null, headerPart: null }
  const { part, header } = reader.header(name, piece)
  return { header, headerPart: part }
}

/** An unprotected header, an object of the outer JSON. */
export function unprotectedHeader(
  object: JsonObject,
  member: 'header' | 'unprotected',
  name: string,
  reader: PartReader,
): { header: JsonObject | null; part: number | null } {
  const found = memberOf(object, member)
  const node = found && reader.shown(found)
  if (node?.kind !== 'object') return { header: null, part: null }
  const length = node.end - node.start
  const part = reader.parts.length
  reader.parts.push({ role: 'unprotected-header', name, offset: node.start, length, bytes: null })
  reader.outerObjects.set(part, node)
  return { header: node, part }
}

/**
 * Notes the oddities of the outer JSON at the part they are in, or at the first part if they are
 * between the parts. Offsets are those of the cleaned token text. Only unprotected headers have
 * pointers, since they are the only objects of the outer JSON itself.
 */
export function noteOuterOddities(oddities: readonly JsonOddity[], reader: PartReader) {
  for (const oddity of oddities) {
    const { start } = oddity
    const within = reader.parts.findIndex(
      ({ offset, length }) => offset <= start && start < offset + length,
    )
    const object = reader.outerObjects.get(within) ?? null
    const anomaly = anomalyOf(
      oddity,
      Math.max(within, 0),
      'text',
      object,
      reader.options.context.isSecret,
    )
    const pointer = anomaly.place.pointer
    if (anomaly.type === 'duplicate-name' && pointer !== undefined) {
      anomaly.depth = pointer.split('/').length - 2
    }
    reader.note(anomaly)
  }
}
