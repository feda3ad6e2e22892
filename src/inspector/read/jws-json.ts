import { itemsOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { Signature } from './inspection.ts'
import { pieceAt, protectedHeader, unprotectedHeader } from './json-pieces.ts'
import { readPayload, type Signed } from './jws.ts'
import type { PartReader } from './parts.ts'
import { signatureFacts } from './signature-facts.ts'

/** Reads flattened or general JWS JSON serialization (RFC 7515 §7.2). */
export function readSignedJson(root: JsonObject, reader: PartReader): Signed {
  const general = itemsOf(root, 'signatures')
  const objects = general?.filter((item) => item.kind === 'object') ?? [root]
  const headers = objects.map((object, index) => {
    const suffix = general === null ? '' : ` ${index + 1}`
    const { header, headerPart } = protectedHeader(object, `Header${suffix}`, reader)
    const own = unprotectedHeader(object, 'header', `Unprotected header${suffix}`, reader)
    const both = { header, headerPart, unprotected: own.header, unprotectedPart: own.part }
    return { object, suffix, both }
  })
  const header = headers[0]?.both.header ?? null
  const payload = pieceAt(root, 'payload') ?? { text: '', offset: root.start }
  const content = readPayload(header, payload, reader)
  const signatures = headers.map(({ object, suffix, both }): Signature => {
    const piece = pieceAt(object, 'signature') ?? { text: '', offset: object.end }
    const { part, bytes } = reader.decode('signature', `Signature${suffix}`, piece)
    return { part, ...both, ...signatureFacts(bytes) }
  })
  const serialization = general === null ? 'flattened' : 'general'
  return { serialization, signatures, payload: content, header }
}
