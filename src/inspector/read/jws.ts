import { itemsOf, memberOf, stringOf, stringsIn } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import { tokenTypeOf } from '../tables/token-types.ts'
import type { Content, JwsReading } from './inspection.ts'
import { objectIn, type PartReader, type Piece } from './parts.ts'
import { signatureFacts } from './signature-facts.ts'

/** What a JWS and an SD-JWT have in common, in each serialization. */
export type Signed = Pick<JwsReading, 'serialization' | 'signatures' | 'payload' | 'header'>

/** Reads a compact JWS (RFC 7515 §7.1) behind its header, which is the last part that was read. */
export function readCompactSigned(
  header: JsonObject,
  payload: Piece,
  signature: Piece,
  reader: PartReader,
): Signed {
  const headerPart = reader.parts.length - 1
  const content = readPayload(header, payload, reader)
  const { part, bytes } = reader.decode('signature', 'Signature', signature)
  const protectedBy = { header, headerPart, unprotected: null, unprotectedPart: null }
  const signatures = [{ part, ...protectedBy, ...signatureFacts(bytes) }]
  return { serialization: 'compact', signatures, payload: content, header }
}

export function readJws(signed: Signed, detached: boolean, reader: PartReader): JwsReading {
  const { header, payload, signatures } = signed
  const claims = objectIn(payload)
  const label = labelOfSigned(header ?? signatures[0]?.unprotected ?? null, claims)
  return {
    ...reader.sharedFields(label, header, claims),
    ...signed,
    ...reader.nested(payload, 'jws'),
    kind: 'jws',
    detached,
    unencoded: isUnencoded(header),
    privateTo: null,
  }
}

/** What kind of token it is, by its `typ` (RFC 8725 §3.11). */
function labelOfSigned(header: JsonObject | null, claims: JsonObject | null): string {
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
export function readPayload(header: JsonObject | null, piece: Piece, reader: PartReader): Content {
  const name = 'Payload'
  if (piece.text === '') {
    const part = reader.add('payload', name, piece, 0)
    const supplied = reader.options.context.detachedPayload
    return supplied === undefined ? { form: 'absent' } : reader.textContent(part, supplied)
  }
  if (isUnencoded(header)) {
    return reader.textContent(reader.add('payload', name, piece), piece.text)
  }
  const { part, bytes } = reader.decode('payload', name, piece)
  return reader.content(part, bytes)
}
