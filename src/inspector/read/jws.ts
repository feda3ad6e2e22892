import type { Content, JwsReading, Signature } from './inspection.ts'
import { itemsOf, memberOf, stringOf, stringsIn } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { tokenTypeOf } from '../tables/token-types.ts'
import { readNested } from './nested.ts'
import { objectIn, type PartReader, type Piece } from './parts.ts'
import { signatureFacts } from './signature-facts.ts'
import type { ReadOptions } from './context.ts'

/** The three parts of a compact JWS (RFC 7515 §7.1). The header is already read. */
export interface CompactJws {
  header: JsonObject
  headerPart: number
  payload: Piece
  signature: Piece
}

export function readCompactJws(
  token: FoundToken,
  jws: CompactJws,
  reader: PartReader,
  options: ReadOptions,
): JwsReading {
  const { header } = jws
  const content = readPayload(header, jws.payload, reader, options)
  const signature = readCompactSignature(jws, reader)
  const claims = objectIn(content)
  return {
    ...reader.sharedFields(token, { label: labelOfSigned(header, claims), header, claims }),
    ...readNested(content, reader, options, 'jws'),
    kind: 'jws',
    serialization: 'compact',
    detached: jws.payload.text === '',
    unencoded: isUnencoded(header),
    signatures: [signature],
    privateTo: null,
  }
}

export function readCompactSignature(jws: CompactJws, reader: PartReader): Signature {
  const { part, bytes } = reader.decode('signature', 'Signature', jws.signature)
  const { header, headerPart } = jws
  const protectedBy = { header, headerPart, unprotected: null, unprotectedPart: null }
  return { part, ...protectedBy, ...signatureFacts(bytes) }
}

/** What kind of token it is, by its `typ` (RFC 8725 §3.11). */
export function labelOfSigned(header: JsonObject | null, claims: JsonObject | null): string {
  if (stringOf(header, 'alg')?.toLowerCase() === 'none') return 'Unsecured JWT'
  const fallback = claims === null ? 'Signed message (JWS)' : 'Signed JWT'
  return tokenTypeOf(stringOf(header, 'typ'))?.label ?? fallback
}

/** Whether `b64` is false and listed in `crit`, without which it has no effect (RFC 7797 §6). */
export function isUnencoded(header: JsonObject | null): boolean {
  const b64 = memberOf(header, 'b64')
  if (b64?.kind !== 'boolean' || b64.value) return false
  return stringsIn(itemsOf(header, 'crit') ?? []).includes('b64')
}

/** Reads the payload: encoded or not, in the token or detached (RFC 7515 appendix F). */
export function readPayload(
  header: JsonObject | null,
  piece: Piece,
  reader: PartReader,
  options: ReadOptions,
): Content {
  const name = 'Payload'
  if (piece.text === '') {
    const part = reader.add('payload', name, piece, 0)
    const supplied = options.context.detachedPayload
    return supplied === undefined ? { form: 'absent' } : reader.textContent(part, supplied)
  }
  if (isUnencoded(header)) {
    return reader.textContent(reader.add('payload', name, piece), piece.text)
  }
  const { part, bytes } = reader.decode('payload', name, piece)
  return reader.content(part, bytes)
}
