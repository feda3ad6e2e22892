import {
  type Inspection,
  isUnencoded,
  itemsOf,
  type JsonObject,
  type JwsReading,
  readJson,
  type SdJwtReading,
  type Signature,
  stringOf,
} from '../../inspector/index.ts'
import type { SignedInput } from './signature-match.ts'

/** One signature of a token with all that it was made over. Secret: holds the token's text. */
export interface SignedPiece {
  name: string
  role: 'signature' | 'key-binding'
  /** The protected header. */
  header: JsonObject | null
  unprotected: JsonObject | null
  input: SignedInput
  /** No payload is at hand; it is taken to be empty, which it hardly is. */
  detached: boolean
}

/**
 * Takes a signed token apart, each signature on its own (RFC 7515 5.2). A key-binding JWT (RFC 9901
 * 4.3) is one of its own.
 *
 * @param text the cleaned token text that the reading is of
 */
export function signedPieces(
  text: string,
  reading: JwsReading | SdJwtReading,
  detachedPayload?: string,
): SignedPiece[] {
  if (reading.serialization !== 'compact') return jsonPieces(text, reading, detachedPayload)
  const [signature] = reading.signatures
  const start = reading.parts.find(({ role }) => role === 'header')?.offset ?? 0
  // A payload that is not encoded may hold a `~` of its own.
  const whole = text.slice(start)
  const [jwt = '', ...behind] = reading.kind === 'sd-jwt' ? whole.split('~') : [whole]
  if (!signature) return []
  const pieces = [compactPiece('Signature', 'signature', jwt, signature, detachedPayload)]
  const binding = reading.kind === 'sd-jwt' ? reading.keyBinding : null
  return [...pieces, ...keyBinding(binding, behind.at(-1) ?? '')]
}

function jsonPieces(
  text: string,
  reading: JwsReading | SdJwtReading,
  detachedPayload: string | undefined,
): SignedPiece[] {
  const { root } = readJson(text, { steps: 0 })
  if (root?.kind !== 'object') return []
  const objects = (itemsOf(root, 'signatures') ?? [root]).filter((item) => item.kind === 'object')
  const pieces = reading.signatures.map((signature, index): SignedPiece => {
    const object = objects[index] ?? null
    const { header, unprotected } = signature
    const protectedHeader = stringOf(object, 'protected') ?? ''
    const payload = payloadOf(header, stringOf(root, 'payload') ?? '', detachedPayload)
    return {
      name: objects.length > 1 ? `Signature ${index + 1}` : 'Signature',
      role: 'signature',
      header,
      unprotected,
      detached: payload.detached,
      input: {
        protectedHeader: protectedHeader === '' ? null : protectedHeader,
        unprotected: unprotected && plainObject(text, unprotected),
        payload: payload.payload,
        signature: stringOf(object, 'signature') ?? '',
      },
    }
  })
  const binding = reading.kind === 'sd-jwt' ? reading.keyBinding : null
  const bindingText = stringOf(reading.signatures[0]?.unprotected ?? null, 'kb_jwt')
  return [...pieces, ...keyBinding(binding, bindingText ?? '')]
}

function keyBinding(binding: Inspection | null, text: string): SignedPiece[] {
  if (binding?.kind !== 'jws') return []
  const [signature] = binding.signatures
  return signature ? [compactPiece('Key binding', 'key-binding', text, signature, undefined)] : []
}

function compactPiece(
  name: string,
  role: SignedPiece['role'],
  jwt: string,
  { header }: Signature,
  detachedPayload: string | undefined,
): SignedPiece {
  const [protectedHeader = '', encoded = '', signature = ''] = jwt.split('.', 3)
  const { payload, detached } = payloadOf(header, encoded, detachedPayload)
  const input = { protectedHeader, unprotected: null, payload, signature }
  return { name, role, header, unprotected: null, input, detached }
}

function payloadOf(header: JsonObject | null, written: string, supplied: string | undefined) {
  const unencoded = isUnencoded(header)
  const detached = written === '' && supplied === undefined
  if (unencoded)
    return { payload: Buffer.from(written === '' ? (supplied ?? '') : written), detached }
  const encoded = Buffer.from(supplied ?? '').toString('base64url')
  return { payload: written === '' ? encoded : written, detached }
}

/** The header as jose takes it; its offsets are those of the text. */
function plainObject(text: string, { start, end }: JsonObject): Record<string, unknown> {
  return JSON.parse(text.slice(start, end)) as Record<string, unknown>
}
