import type { Work } from './work.ts'

export interface Utf8Text {
  text: string
  /** False where bytes were no UTF-8 and became replacement characters. */
  valid: boolean
  /** No byte is a control character, which no JSON string may hold. */
  withoutControls: boolean
}

/** Strict UTF-8 (RFC 3629), read with replacement characters where it is not. Keeps a BOM. */
export function decodeUtf8(bytes: Uint8Array<ArrayBuffer>, work: Work): Utf8Text {
  work.steps += bytes.length * 2
  const withoutControls = !holdsControl(bytes)
  try {
    return { text: strict.decode(bytes), valid: true, withoutControls }
  } catch {
    return { text: lenient.decode(bytes), valid: false, withoutControls }
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Whether any byte is below 0x20; four at a time. Subtracting 0x20 from each byte borrows from its
 * highest bit only where the byte is smaller; bytes that had that bit set are left out.
 */
function holdsControl(bytes: Uint8Array<ArrayBuffer>): boolean {
  const whole = bytes.length >> 2
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, whole)
  let found = 0
  for (let at = 0; at < whole; at++) {
    const word = words[at] ?? 0
    found |= (word - 0x20202020) & ~word & 0x80808080
  }
  for (let at = whole * 4; at < bytes.length; at++) found |= (bytes[at] ?? 0) < 0x20 ? 1 : 0
  return found !== 0
}

/** How many bytes a text takes in UTF-8; nothing is kept of them. */
export function utf8Length(text: string, work: Work): number {
  work.steps += text.length
  let bytes = 0
  for (let at = 0; at < text.length;) {
    const { read, written } = encoder.encodeInto(at === 0 ? text : text.slice(at), room)
    at += read
    bytes += written
  }
  return bytes
}

const encoder = new TextEncoder()
const room = new Uint8Array(65_536)
