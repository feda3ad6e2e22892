import {
  itemsOf,
  type JsonObject,
  type JweReading,
  memberOf,
  readJson,
  stringOf,
} from '../../inspector/index.ts'
import type { FlattenedJWE } from 'jose'

/** One recipient of an encrypted token with all that opens it. Secret: holds the token's text. */
export interface EncryptedPiece {
  name: string
  /** Protected, shared and the recipient's own: together the JOSE header (RFC 7516 7.2.1). */
  headers: readonly [protectedHeader: JsonObject | null, ...unprotected: (JsonObject | null)[]]
  jwe: FlattenedJWE
}

/**
 * Takes an encrypted token apart, each recipient on its own.
 *
 * @param text the cleaned token text that the reading is of
 */
export function encryptedPieces(text: string, reading: JweReading): EncryptedPiece[] {
  if (reading.serialization === 'compact') {
    const [encodedHeader = '', encryptedKey = '', iv = '', ciphertext = '', tag = ''] =
      text.split('.')
    const jwe = {
      protected: encodedHeader,
      ciphertext,
      ...present({ encrypted_key: encryptedKey, iv, tag }),
    }
    return [{ name: 'Recipient', headers: [reading.header], jwe }]
  }
  const { root } = readJson(text, { steps: 0 })
  if (root?.kind !== 'object') return []
  const shared = {
    ciphertext: stringOf(root, 'ciphertext') ?? '',
    ...present({
      protected: stringOf(root, 'protected') ?? '',
      iv: stringOf(root, 'iv') ?? '',
      tag: stringOf(root, 'tag') ?? '',
      aad: stringOf(root, 'aad') ?? '',
    }),
    ...plain(text, root, 'unprotected'),
  }
  const objects = (itemsOf(root, 'recipients') ?? [root]).filter((item) => item.kind === 'object')
  return objects.map((object, index) => ({
    name: objects.length > 1 ? `Recipient ${index + 1}` : 'Recipient',
    headers: [reading.header, reading.unprotected, reading.recipients[index]?.unprotected ?? null],
    jwe: {
      ...shared,
      ...present({ encrypted_key: stringOf(object, 'encrypted_key') ?? '' }),
      ...plain(text, object, 'header'),
    },
  }))
}

/** jose wants an empty part to be absent. */
function present<Name extends string>(parts: Record<Name, string>): Partial<Record<Name, string>> {
  const entries = Object.entries(parts).filter(([, text]) => text !== '')
  return Object.fromEntries(entries) as Partial<Record<Name, string>>
}

/** An unprotected header as jose takes it; its offsets are those of the text. */
function plain(text: string, object: JsonObject, name: 'header' | 'unprotected') {
  const node = memberOf(object, name)
  if (node?.kind !== 'object') return {}
  return { [name]: JSON.parse(text.slice(node.start, node.end)) as Record<string, unknown> }
}
