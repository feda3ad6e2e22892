import type { JsonFlaw } from '../encoding/anomaly.ts'
import type { TextRange } from '../encoding/place.ts'

/**
 * JSON as it was written: every member in order, including duplicates, and every number as text.
 * Plain data that can be cloned between processes. Each value has its range in the text that was
 * read. See `readJson` and `writeJson`.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull

export interface JsonObject extends TextRange {
  readonly kind: 'object'
  readonly members: readonly JsonMember[]
}

export interface JsonMember {
  /** The name, with its escapes resolved. */
  readonly name: string
  /** As written between the quotes, if that differs from `name`. */
  readonly nameWritten?: string
  /** Offset of the opening quote of the name. */
  readonly nameStart: number
  readonly value: JsonNode
}

export interface JsonArray extends TextRange {
  readonly kind: 'array'
  readonly items: readonly JsonNode[]
}

export interface JsonString extends TextRange {
  readonly kind: 'string'
  /** With its escapes resolved; empty if it is masked. */
  readonly value: string
  /** As written between the quotes, if that differs from `value`. */
  readonly written?: string
  /** Set if the value is a secret, such as a token, and was removed. */
  readonly masked?: MaskedValue
}

/** What may be shown of a value that was removed. */
export interface MaskedValue {
  /** What it is, for display: `signed token`, `GitHub personal access token`. */
  readonly label: string
  /** Length of the value in UTF-16 units. */
  readonly length: number
}

interface JsonNumber extends TextRange {
  readonly kind: 'number'
  /** As written, so that 12345678901234567890 and 1.0 are kept. */
  readonly text: string
}

interface JsonBoolean extends TextRange {
  readonly kind: 'boolean'
  readonly value: boolean
}

interface JsonNull extends TextRange {
  readonly kind: 'null'
}

/** A flaw and its place in the JSON text. */
export type JsonOddity = TextRange & JsonFlaw
