import type { JwsReading, Signature } from './inspection.ts'
import { itemsOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { readNested } from './nested.ts'
import { pieceAt, protectedHeader, unprotectedHeader } from './json-pieces.ts'
import { isUnencoded, labelOfSigned, readPayload } from './jws.ts'
import { objectIn, type PartReader } from './parts.ts'
import { signatureFacts } from './signature-facts.ts'
import type { ReadOptions } from './context.ts'

/** What JWS and SD-JWT in JSON serialization have in common. */
export type SignedJson = Pick<JwsReading, 'serialization' | 'signatures' | 'payload' | 'header'>

/** Reads flattened or general JWS JSON serialization (RFC 7515 §7.2). */
export function readJwsJson(
  token: FoundToken,
  root: JsonObject,
  reader: PartReader,
  options: ReadOptions,
): JwsReading {
  const signed = readSignedJson(root, reader, options)
  const { header, payload, signatures } = signed
  const claims = objectIn(payload)
  const joined = header ?? signatures[0]?.unprotected ?? null
  return {
    ...reader.sharedFields(token, { label: labelOfSigned(joined, claims), header, claims }),
    ...signed,
    ...readNested(payload, reader, options, 'jws'),
    kind: 'jws',
    detached: pieceAt(root, 'payload') === null,
    unencoded: isUnencoded(header),
    privateTo: null,
  }
}

export function readSignedJson(
  root: JsonObject,
  reader: PartReader,
  options: ReadOptions,
): SignedJson {
  const general = itemsOf(root, 'signatures')
  const objects = general?.filter((item) => item.kind === 'object') ?? [root]
  const headers = objects.map((object, index) =>
    readHeaders(object, general === null ? '' : ` ${index + 1}`, reader),
  )
  const header = headers[0]?.header ?? null
  const payload = pieceAt(root, 'payload') ?? { text: '', offset: root.start }
  const content = readPayload(header, payload, reader, options)
  const signatures = headers.map((own): Signature => {
    const piece = pieceAt(own.object, 'signature') ?? { text: '', offset: own.object.end }
    const { part, bytes } = reader.decode('signature', `Signature${own.suffix}`, piece)
    const { header, headerPart, unprotected, unprotectedPart } = own
    const protectedBy = { header, headerPart, unprotected, unprotectedPart }
    return { part, ...protectedBy, ...signatureFacts(bytes) }
  })
  const serialization = general === null ? 'flattened' : 'general'
  return { serialization, signatures, payload: content, header }
}

function readHeaders(object: JsonObject, suffix: string, reader: PartReader) {
  const { header, headerPart } = protectedHeader(object, `Header${suffix}`, reader)
  const own = unprotectedHeader(object, 'header', `Unprotected header${suffix}`, reader)
  return {
    object,
    suffix,
    header,
    headerPart,
    unprotected: own.header,
    unprotectedPart: own.part,
  }
}
