import type { Signature } from './inspection.ts'

type SignatureFacts = Pick<Signature, 'bytes' | 'der' | 'zeroR' | 'zeroS'>

/** What an inspection may hold about a signature, without its bytes. */
export function signatureFacts(bytes: Uint8Array | null): SignatureFacts {
  if (bytes === null) return { bytes: null, der: false, zeroR: false, zeroS: false }
  const { length } = bytes
  const halves = length > 0 && length % 2 === 0
  return {
    bytes: length,
    der: isDerSequenceOfTwoIntegers(bytes),
    zeroR: halves && isZero(bytes, 0, length / 2),
    zeroS: halves && isZero(bytes, length / 2, length),
  }
}

function isZero(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== 0) return false
  return true
}

const sequenceTag = 0x30
const integerTag = 0x02

/** OpenSSL writes ECDSA signatures like this (X.690 §8.9). RFC 7518 §3.4 requires r and s alone. */
function isDerSequenceOfTwoIntegers(bytes: Uint8Array): boolean {
  const sequence = derElement(bytes, 0, sequenceTag)
  if (sequence?.end !== bytes.length) return false
  const r = derElement(bytes, sequence.start, integerTag)
  const s = r && derElement(bytes, r.end, integerTag)
  return s?.end === bytes.length
}

/** Range of the contents of the element at an offset. Lengths up to 255 suffice for any ECDSA. */
function derElement(
  bytes: Uint8Array,
  at: number,
  tag: number,
): { start: number; end: number } | null {
  if (bytes[at] !== tag) return null
  const short = bytes[at + 1] ?? 0
  const long = short === 0x81
  const start = at + (long ? 3 : 2)
  const length = long ? (bytes[at + 2] ?? 0) : short
  const end = start + length
  return short <= 0x81 && length > 0 && end <= bytes.length ? { start, end } : null
}
