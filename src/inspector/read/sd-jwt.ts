import type { Disclosure, JwsReading, SdJwtReading } from './inspection.ts'
import { itemsOf, stringOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { pieceAt, pieceOf } from './json-pieces.ts'
import { type CompactJws, readCompactSignature, readPayload } from './jws.ts'
import { readSignedJson, type SignedJson } from './jws-json.ts'
import { objectIn, type PartReader, type Piece } from './parts.ts'
import type { ReadOptions } from './context.ts'

/** The parts of an SD-JWT after the issuer-signed JWT (RFC 9901 §4). */
export interface Disclosed {
  disclosures: readonly Piece[]
  /** The key-binding JWT; null if the last part is empty. */
  keyBinding: Piece | null
}

export function readSdJwt(
  token: FoundToken,
  jws: CompactJws,
  disclosed: Disclosed,
  reader: PartReader,
  options: ReadOptions,
): SdJwtReading {
  const { header } = jws
  const payload = readPayload(header, jws.payload, reader, options)
  const signatures = [readCompactSignature(jws, reader)]
  const signed: SignedJson & { serialization: JwsReading['serialization'] } = {
    serialization: 'compact',
    header,
    payload,
    signatures,
  }
  return readDisclosed(token, signed, disclosed, reader, options)
}

/** Reads `disclosures` and `kb_jwt` from the first unprotected header (RFC 9901 §8). */
export function readSdJwtJson(
  token: FoundToken,
  root: JsonObject,
  reader: PartReader,
  options: ReadOptions,
): SdJwtReading {
  const signed = readSignedJson(root, reader, options)
  const unprotected = signed.signatures[0]?.unprotected ?? null
  const items = itemsOf(unprotected, 'disclosures') ?? []
  const disclosures = items.map(pieceOf).filter((piece) => piece !== null)
  const disclosed = { disclosures, keyBinding: pieceAt(unprotected, 'kb_jwt') }
  return readDisclosed(token, signed, disclosed, reader, options)
}

function readDisclosed(
  token: FoundToken,
  signed: SignedJson,
  disclosed: Disclosed,
  reader: PartReader,
  options: ReadOptions,
): SdJwtReading {
  const { header } = signed
  const disclosures = disclosed.disclosures.map((piece, index) =>
    readDisclosure(piece, index, reader),
  )
  const { keyBinding } = disclosed
  if (keyBinding !== null) reader.add('key-binding', 'Key-binding JWT', keyBinding)
  const claims = objectIn(signed.payload)
  return {
    ...reader.sharedFields(token, { label: 'Selective disclosure JWT', header, claims }),
    ...signed,
    payload: reader.shownContent(signed.payload),
    kind: 'sd-jwt',
    hashAlgorithm: stringOf(claims, '_sd_alg') ?? 'sha-256',
    disclosures,
    keyBinding: keyBinding && options.inspectInside(keyBinding.text, 'sd-jwt'),
  }
}

/** Reads `[salt, name, value]` or `[salt, value]` (RFC 9901 §4.2). */
function readDisclosure(piece: Piece, index: number, reader: PartReader): Disclosure {
  const { part, bytes } = reader.decode('disclosure', `Disclosure ${index + 1}`, piece)
  const content = reader.content(part, bytes, 'json')
  const items = content.form === 'json' && content.root.kind === 'array' ? content.root.items : []
  const [salt, second, third] = items
  const none = { part, form: 'unreadable', salt: null, name: null, value: null } as const
  if (salt?.kind !== 'string' || second === undefined || items.length > 3) return none
  if (third === undefined) {
    return { part, form: 'element', salt: salt.value, name: null, value: second }
  }
  if (second.kind !== 'string') return none
  return { part, form: 'member', salt: salt.value, name: second.value, value: third }
}
