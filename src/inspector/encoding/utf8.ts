import type { Work } from './work.ts'

export interface Utf8Text {
  text: string
  /** False if some bytes were not UTF-8 and became replacement characters. */
  valid: boolean
  /** No byte is a control character. JSON strings may not hold any. */
  withoutControls: boolean
}

/** Decodes UTF-8 (RFC 3629). Invalid bytes become replacement characters; a BOM is kept. */
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
 * Whether any byte is below 0x20. Checks four bytes at a time: subtracting 0x20 sets the highest
 * bit of a byte below 0x20. Bytes that already had that bit set are masked out.
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

/** Length of a text in UTF-8 bytes, without allocating them. */
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
