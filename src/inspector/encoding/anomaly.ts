import type { Place } from './place.ts'

/**
 * Something the readers read past although a strict reader or another parser would not. Facts only:
 * the findings say what they mean.
 */
export type Anomaly = { place: Place } & (
  | JsonFlaw
  | Base64Flaw
  /** U+FEFF before the JSON. */
  | { type: 'byte-order-mark' }
  /** Not UTF-8. Read with replacement characters. */
  | { type: 'utf8-invalid' }
)

export type JsonFlaw =
  /** `depth` is 0 for a member of the root. */
  | { type: 'duplicate-name'; name: string; depth: number }
  /** An integer beyond 2^53, or more digits than a double holds. `readAs` is the double. */
  | { type: 'number-inexact'; text: string; readAs: string }
  | { type: 'lone-surrogate' }
  /** A complete JSON value is followed by more text. */
  | { type: 'json-trailing-text' }
  | { type: 'json-too-deep'; limit: number }
  /** Reading stopped there. */
  | { type: 'json-invalid'; problem: string }

/** What RFC 7515 §2 does not allow in base64url. */
export type Base64Flaw =
  /** The place is that of the first such character. */
  | { type: 'base64-outside'; what: OutsideBase64url }
  /** The bits after the last whole byte are not zero (RFC 4648 §3.5). */
  | { type: 'base64-trailing-bits' }
  /** No byte string encodes to this length. Decoded without the last character. */
  | { type: 'base64-length' }

/** `other` cannot be decoded. Lenient decoders accept the rest. */
export type OutsideBase64url = 'padding' | 'standard-alphabet' | 'whitespace' | 'other'
