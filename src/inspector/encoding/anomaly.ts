import type { Place } from './place.ts'

/**
 * Something the readers read past although a strict reader or another parser would not. Facts only:
 * the findings say what they mean.
 */
export type Anomaly =
  | {
      type: 'duplicate-name'
      place: Place
      name: string
      /** 0 for a member of the root. */
      depth: number
    }
  /** An integer beyond 2^53, or more digits than a double holds. `readAs` is the double. */
  | { type: 'number-inexact'; place: Place; text: string; readAs: string }
  | { type: 'lone-surrogate'; place: Place }
  /** U+FEFF before the JSON. */
  | { type: 'byte-order-mark'; place: Place }
  /** Not UTF-8. Read with replacement characters. */
  | { type: 'utf8-invalid'; place: Place }
  /** Reading stopped at `place.json`. */
  | { type: 'json-invalid'; place: Place; problem: string }
  | { type: 'json-too-deep'; place: Place; limit: number }
  /** A complete JSON value is followed by more text. */
  | { type: 'json-trailing-text'; place: Place }
  /** `place.text` is the first character outside base64url. */
  | { type: 'base64-outside'; place: Place; what: OutsideBase64url }
  /** The bits after the last whole byte are not zero (RFC 4648 §3.5). */
  | { type: 'base64-trailing-bits'; place: Place }
  /** No byte string encodes to this length: one character too many. */
  | { type: 'base64-length'; place: Place }

/** `other` cannot be decoded. Lenient decoders accept the rest. */
export type OutsideBase64url = 'padding' | 'standard-alphabet' | 'whitespace' | 'other'
