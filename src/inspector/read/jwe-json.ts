import { itemsOf, joined } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import { openingKey } from '../tables/algorithms.ts'
import type { JweReading, PartRole, Recipient } from './inspection.ts'
import { pieceAt, protectedHeader, unprotectedHeader } from './json-pieces.ts'
import { readJwe } from './jwe.ts'
import type { PartReader } from './parts.ts'

/** Reads flattened or general JWE JSON serialization (RFC 7516 §7.2). */
export function readJweJson(root: JsonObject, reader: PartReader): JweReading {
  const { header } = protectedHeader(root, 'Header', reader)
  const shared = unprotectedHeader(root, 'unprotected', 'Shared unprotected header', reader)
  const general = itemsOf(root, 'recipients')
  const objects = general?.filter((item) => item.kind === 'object') ?? [root]
  const recipients = objects.map((object, index) =>
    readRecipient(object, general === null ? '' : ` ${index + 1}`, [header, shared.header], reader),
  )
  decodeMember(root, 'iv', 'iv', 'Initialization vector', reader)
  decodeMember(root, 'aad', 'additional-data', 'Additional data', reader)
  const ciphertext = decodeMember(root, 'ciphertext', 'ciphertext', 'Ciphertext', reader) ?? 0
  decodeMember(root, 'tag', 'tag', 'Authentication tag', reader)
  const serialization = general === null ? 'flattened' : 'general'
  const encrypted = { serialization, header, unprotected: shared.header, recipients } as const
  return readJwe(encrypted, ciphertext, reader)
}

function readRecipient(
  object: JsonObject,
  suffix: string,
  sharedHeaders: readonly (JsonObject | null)[],
  reader: PartReader,
): Recipient {
  const own = unprotectedHeader(object, 'header', `Recipient header${suffix}`, reader)
  const headers = [...sharedHeaders, own.header]
  return {
    part: decodeMember(object, 'encrypted_key', 'encrypted-key', `Encrypted key${suffix}`, reader),
    headerPart: own.part,
    unprotected: own.header,
    algorithm: joined(headers, 'alg'),
    opensWith: openingKey(joined(headers, 'alg'), joined(headers, 'enc')),
  }
}

/** Index of the part; null if the member is missing. */
function decodeMember(
  object: JsonObject,
  member: string,
  role: PartRole,
  name: string,
  reader: PartReader,
): number | null {
  const piece = pieceAt(object, member)
  return piece === null ? null : reader.decode(role, name, piece).part
}
