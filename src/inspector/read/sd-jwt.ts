import { itemsOf, stringOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { Disclosure, SdJwtReading } from './inspection.ts'
import { pieceAt, pieceOf } from './json-pieces.ts'
import type { Signed } from './jws.ts'
import { objectIn, type PartReader, type Piece } from './parts.ts'

/** The parts of an SD-JWT after the issuer-signed JWT (RFC 9901 §4). */
interface Disclosed {
  disclosures: readonly Piece[]
  /** The key-binding JWT; null if the last part is empty. */
  keyBinding: Piece | null
}

/** `disclosures` and `kb_jwt` in the first unprotected header (RFC 9901 §8). */
export const disclosedIn = (unprotected: JsonObject | null): Disclosed => ({
  disclosures: (itemsOf(unprotected, 'disclosures') ?? [])
    .map(pieceOf)
    .filter((piece) => piece !== null),
  keyBinding: pieceAt(unprotected, 'kb_jwt'),
})

export function readSdJwt(
  signed: Signed,
  { disclosures, keyBinding }: Disclosed,
  reader: PartReader,
): SdJwtReading {
  const read = disclosures.map((piece, index) => readDisclosure(piece, index, reader))
  if (keyBinding !== null) reader.add('key-binding', 'Key-binding JWT', keyBinding)
  const claims = objectIn(signed.payload)
  return {
    ...reader.sharedFields('Selective disclosure JWT', signed.header, claims),
    ...signed,
    payload: reader.shownContent(signed.payload),
    kind: 'sd-jwt',
    hashAlgorithm: stringOf(claims, '_sd_alg') ?? 'sha-256',
    disclosures: read,
    keyBinding: keyBinding && reader.options.inspectInside(keyBinding.text, 'sd-jwt'),
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
