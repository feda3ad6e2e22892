import type { Place } from './place.ts'

/**
 * Something the readers passed over although a strict reader, or another parser, would not.
 * Facts only: what they mean is said by the findings. `place.part` is always set.
 */
export type Anomaly =
  | {
      type: 'duplicate-name'
      place: Place
      name: string
      /** 0: a member of the root. */ depth: number
    }
  /** An integer beyond 2^53, or more digits than a double keeps; `readAs` is what a double makes of it. */
  | { type: 'number-inexact'; place: Place; text: string; readAs: string }
  | { type: 'lone-surrogate'; place: Place }
  /** U+FEFF before the JSON. */
  | { type: 'byte-order-mark'; place: Place }
  /** The bytes are no UTF-8; read with replacement characters. */
  | { type: 'utf8-invalid'; place: Place }
  /** `place.json` is where reading stopped. */
  | { type: 'json-invalid'; place: Place; problem: string }
  | { type: 'json-too-deep'; place: Place; limit: number }
  /** A whole JSON value, then more text. */
  | { type: 'json-trailing-text'; place: Place }
  /** In base64url: `place.text` is the first character that does not belong. */
  | { type: 'base64-outside'; place: Place; what: OutsideBase64url }
  /** Bits after the last whole byte that are not zero (RFC 4648 3.5). */
  | { type: 'base64-trailing-bits'; place: Place }
  /** One character too many: no byte string encodes to this length. */
  | { type: 'base64-length'; place: Place }

/** `other` cannot be decoded at all; decoders in the wild accept the rest. */
export type OutsideBase64url = 'padding' | 'standard-alphabet' | 'whitespace' | 'other'
