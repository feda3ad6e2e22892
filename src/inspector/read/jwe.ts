import { stringOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import { openingKey } from '../tables/algorithms.ts'
import type { Content, JweReading, Recipient } from './inspection.ts'
import { objectIn, type PartReader, type Piece } from './parts.ts'

/** What differs between the serializations of a JWE. */
type Encrypted = Pick<JweReading, 'serialization' | 'header' | 'unprotected' | 'recipients'>

/** The parts of a compact JWE behind its header (RFC 7516 §7.1). */
type CompactJwe = Record<'encryptedKey' | 'iv' | 'ciphertext' | 'tag', Piece>

export function readCompactJwe(
  header: JsonObject,
  { encryptedKey, iv, ciphertext, tag }: CompactJwe,
  reader: PartReader,
): JweReading {
  const { part } = reader.decode('encrypted-key', 'Encrypted key', encryptedKey)
  reader.decode('iv', 'Initialization vector', iv)
  const content = reader.decode('ciphertext', 'Ciphertext', ciphertext)
  reader.decode('tag', 'Authentication tag', tag)
  const recipient: Recipient = {
    part: encryptedKey.text === '' ? null : part,
    headerPart: null,
    unprotected: null,
    algorithm: stringOf(header, 'alg'),
    opensWith: openingKey(stringOf(header, 'alg'), stringOf(header, 'enc')),
  }
  const recipients = [recipient]
  const encrypted = { serialization: 'compact', header, unprotected: null, recipients } as const
  return readJwe(encrypted, content.part, reader)
}

/** Reads the plaintext, if the context holds it. Its anomalies are noted at the ciphertext. */
export function readJwe(
  encrypted: Encrypted,
  ciphertextPart: number,
  reader: PartReader,
): JweReading {
  const { decrypted } = reader.options.context
  const content: Content =
    decrypted === undefined ? { form: 'absent' } : reader.textContent(ciphertextPart, decrypted)
  return {
    ...reader.sharedFields('Encrypted token (JWE)', encrypted.header, objectIn(content)),
    ...encrypted,
    ...reader.nested(content, 'jwe'),
    kind: 'jwe',
  }
}
