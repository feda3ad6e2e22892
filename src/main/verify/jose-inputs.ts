import type { FlattenedJWE, FlattenedJWSInput } from 'jose'
import {
  isUnencoded,
  itemsOf,
  type JsonObject,
  type JweReading,
  type JwsReading,
  memberOf,
  readJson,
  type SdJwtReading,
  type Signature,
  stringOf,
} from '../../inspector/index.ts'

/** One signature of a token with all that it was made over. Secret: holds the token's text. */
export interface JwsSignature {
  name: string
  role: 'signature' | 'key-binding'
  /** Protected and unprotected: together the JOSE header (RFC 7515 7.2.1). */
  headers: readonly [protectedHeader: JsonObject | null, unprotected: JsonObject | null]
  jws: FlattenedJWSInput
  /** The payload is detached and was not supplied; it counts as empty, which it hardly is. */
  detached: boolean
}

/** One recipient of an encrypted token with all that opens it. Secret: holds the token's text. */
export interface JweRecipient {
  name: string
  /** Protected, shared and the recipient's own: together the JOSE header (RFC 7516 7.2.1). */
  headers: readonly [protectedHeader: JsonObject | null, ...unprotected: (JsonObject | null)[]]
  jwe: FlattenedJWE
}

interface WrittenJws {
  payload: string
  signatures: readonly { protected: string; signature: string }[]
}

/**
 * Every signature of a token (RFC 7515 5.2), that of a key-binding JWT (RFC 9901 4.3) last.
 *
 * @param text the cleaned token text that the reading is of
 */
export function signaturesOf(
  text: string,
  reading: JwsReading | SdJwtReading,
  detachedPayload?: string,
): JwsSignature[] {
  const { jws, keyBinding } =
    reading.serialization === 'compact' ? inCompact(text, reading) : inJson(text, reading)
  const signatures = reading.signatures.map((signature, index): JwsSignature => {
    const name = jws.signatures.length > 1 ? `Signature ${index + 1}` : 'Signature'
    const input = joseInput(signature, jws, index, text, detachedPayload)
    return { name, role: 'signature', ...input }
  })
  const binding = reading.kind === 'sd-jwt' ? reading.keyBinding : null
  const bindings = binding?.kind === 'jws' ? binding.signatures : []
  return [
    ...signatures,
    ...bindings.map((signature, index): JwsSignature => {
      const input = joseInput(signature, compactJws(keyBinding), index, keyBinding)
      return { name: 'Key binding', role: 'key-binding', ...input }
    }),
  ]
}

function inCompact(text: string, reading: JwsReading | SdJwtReading) {
  const start = reading.parts.find(({ role }) => role === 'header')?.offset ?? 0
  const whole = text.slice(start)
  // A payload that is not encoded may hold a `~` of its own.
  const [jwt = '', ...behind] = reading.kind === 'sd-jwt' ? whole.split('~') : [whole]
  return { jws: compactJws(jwt), keyBinding: behind.at(-1) ?? '' }
}

function compactJws(text: string): WrittenJws {
  const [header = '', payload = '', signature = ''] = text.split('.', 3)
  return { payload, signatures: [{ protected: header, signature }] }
}

function inJson(text: string, { signatures: [first] }: JwsReading | SdJwtReading) {
  const root = rootOf(text)
  const signatures = objectsIn(root, 'signatures').map((object) => ({
    protected: stringOf(object, 'protected') ?? '',
    signature: stringOf(object, 'signature') ?? '',
  }))
  const jws: WrittenJws = { payload: stringOf(root, 'payload') ?? '', signatures }
  return { jws, keyBinding: stringOf(first?.unprotected ?? null, 'kb_jwt') ?? '' }
}

function joseInput(
  { header, unprotected }: Signature,
  { payload: written, signatures }: WrittenJws,
  index: number,
  text: string,
  supplied?: string,
): Pick<JwsSignature, 'headers' | 'jws' | 'detached'> {
  const own = signatures[index]
  const bytes = Buffer.from(written === '' ? (supplied ?? '') : written)
  const encoded = written === '' ? bytes.toString('base64url') : written
  return {
    headers: [header, unprotected],
    detached: written === '' && supplied === undefined,
    jws: {
      payload: isUnencoded(header) ? bytes : encoded,
      signature: own?.signature ?? '',
      ...present({ protected: own?.protected ?? '' }),
      ...(unprotected && { header: plainObject(text, unprotected) }),
    },
  }
}

/**
 * Every recipient of an encrypted token.
 *
 * @param text the cleaned token text that the reading is of
 */
export function recipientsOf(text: string, reading: JweReading): JweRecipient[] {
  if (reading.serialization === 'compact') {
    const [first = '', encrypted_key = '', iv = '', ciphertext = '', tag = ''] = text.split('.')
    const jwe = { protected: first, ciphertext, ...present({ encrypted_key, iv, tag }) }
    return [{ name: 'Recipient', headers: [reading.header], jwe }]
  }
  const root = rootOf(text)
  const written = (object: JsonObject | null, ...names: string[]) =>
    present(Object.fromEntries(names.map((name) => [name, stringOf(object, name) ?? ''])))
  const shared = {
    ciphertext: stringOf(root, 'ciphertext') ?? '',
    ...written(root, 'protected', 'iv', 'tag', 'aad'),
    ...plainMember(text, root, 'unprotected'),
  }
  const objects = objectsIn(root, 'recipients')
  return objects.map((object, index) => ({
    name: objects.length > 1 ? `Recipient ${index + 1}` : 'Recipient',
    headers: [reading.header, reading.unprotected, reading.recipients[index]?.unprotected ?? null],
    jwe: {
      ...shared,
      ...written(object, 'encrypted_key'),
      ...plainMember(text, object, 'header'),
    },
  }))
}

/** jose expects an empty part to be absent. */
const present = (parts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== ''))

function rootOf(text: string): JsonObject | null {
  const { root } = readJson(text, { steps: 0 })
  return root?.kind === 'object' ? root : null
}

/** What a general serialization lists; for a flattened one, the whole. */
const objectsIn = (root: JsonObject | null, list: string): JsonObject[] =>
  (itemsOf(root, list) ?? (root ? [root] : [])).filter((item) => item.kind === 'object')

function plainMember(text: string, object: JsonObject | null, name: 'header' | 'unprotected') {
  const node = memberOf(object, name)
  return node?.kind === 'object' ? { [name]: plainObject(text, node) } : {}
}

/** A header as jose takes it; its offsets are those of the text. */
const plainObject = (text: string, { start, end }: JsonObject): Record<string, unknown> =>
  JSON.parse(text.slice(start, end)) as Record<string, unknown>
