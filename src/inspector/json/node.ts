/**
 * JSON as it was written: every member in order, including duplicates, and every number as text.
 * Plain data that can be cloned between processes. See `readJson` and `writeJson`.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull

/** Range of a value in the JSON text it was read from: UTF-16 units, half open. */
interface Span {
  readonly start: number
  readonly end: number
}

export interface JsonObject extends Span {
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

export interface JsonArray extends Span {
  readonly kind: 'array'
  readonly items: readonly JsonNode[]
}

export interface JsonString extends Span {
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

interface JsonNumber extends Span {
  readonly kind: 'number'
  /** As written, so that 12345678901234567890 and 1.0 are kept. */
  readonly text: string
}

interface JsonBoolean extends Span {
  readonly kind: 'boolean'
  readonly value: boolean
}

interface JsonNull extends Span {
  readonly kind: 'null'
}

/**
 * What a strict reader, or another parser, would refuse or change in a JSON text. Offsets are
 * UTF-16 units of the text, half open.
 */
export type JsonOddity = { start: number; end: number } & (
  | { type: 'duplicate-name'; name: string; depth: number }
  | { type: 'number-inexact'; text: string; readAs: string }
  | { type: 'lone-surrogate' }
  | { type: 'json-trailing-text' }
  | { type: 'json-too-deep'; limit: number }
  | { type: 'json-invalid'; problem: string }
)
