import type { Content, JweReading, Recipient } from './inspection.ts'
import { stringOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { readNested } from './nested.ts'
import { objectIn, type PartReader, type Piece } from './parts.ts'
import type { ReadOptions } from './context.ts'
import { openingKey } from '../tables/algorithms.ts'

export const labelOfEncrypted = 'Encrypted token (JWE)'

/** The five parts of a compact JWE (RFC 7516 §7.1). The header is already read. */
export interface CompactJwe {
  header: JsonObject
  headerPart: number
  encryptedKey: Piece
  iv: Piece
  ciphertext: Piece
  tag: Piece
}

export function readCompactJwe(
  token: FoundToken,
  jwe: CompactJwe,
  reader: PartReader,
  options: ReadOptions,
): JweReading {
  const { header } = jwe
  const { part } = reader.decode('encrypted-key', 'Encrypted key', jwe.encryptedKey)
  reader.decode('iv', 'Initialization vector', jwe.iv)
  const ciphertext = reader.decode('ciphertext', 'Ciphertext', jwe.ciphertext)
  reader.decode('tag', 'Authentication tag', jwe.tag)
  const recipient: Recipient = {
    part: jwe.encryptedKey.text === '' ? null : part,
    headerPart: null,
    unprotected: null,
    algorithm: stringOf(header, 'alg'),
    opensWith: openingKey(stringOf(header, 'alg'), stringOf(header, 'enc')),
  }
  const content = readDecrypted(ciphertext.part, reader, options)
  return {
    ...reader.sharedFields(token, { label: labelOfEncrypted, header, claims: objectIn(content) }),
    ...readNested(content, reader, options, 'jwe'),
    kind: 'jwe',
    serialization: 'compact',
    unprotected: null,
    recipients: [recipient],
  }
}

/** The plaintext, if the context holds it. Its anomalies are noted at the ciphertext. */
export function readDecrypted(part: number, reader: PartReader, options: ReadOptions): Content {
  const { decrypted } = options.context
  return decrypted === undefined ? { form: 'absent' } : reader.textContent(part, decrypted)
}
