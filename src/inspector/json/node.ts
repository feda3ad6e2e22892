/**
 * JSON as it was written: every member in its order, duplicates included, every number as text.
 * Plain data, so it survives structured clone. Made by `readJson`, turned back by `writeJson`.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull

/** Where a value stands in the JSON text it was read from: UTF-16 units, half open. */
interface Span {
  readonly start: number
  readonly end: number
}

export interface JsonObject extends Span {
  readonly kind: 'object'
  readonly members: readonly JsonMember[]
}

export interface JsonMember {
  /** The name with its escapes resolved. */
  readonly name: string
  /** Between the quotes, as written; only where that differs from `name`. */
  readonly nameWritten?: string
  /** Where the name's opening quote stands. */
  readonly nameStart: number
  readonly value: JsonNode
}

export interface JsonArray extends Span {
  readonly kind: 'array'
  readonly items: readonly JsonNode[]
}

export interface JsonString extends Span {
  readonly kind: 'string'
  /** Escapes resolved; empty where `masked` says that the value did not cross. */
  readonly value: string
  /** Between the quotes, as written; only where that differs from `value`. */
  readonly written?: string
  /** Set where the value is a secret of its own, such as a token, and was left behind. */
  readonly masked?: MaskedValue
}

/** What may be known about a value that stays behind. */
export interface MaskedValue {
  /** What it is, for people: `Signed JWT`, `GitHub personal access token`. */
  readonly label: string
  /** UTF-16 units of the value that was left behind. */
  readonly length: number
}

interface JsonNumber extends Span {
  readonly kind: 'number'
  /** As written: 12345678901234567890 and 1.0 stay what they are. */
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
 * What a strict reader, or another parser, would refuse or change in a JSON text. Offsets are UTF-16
 * units of the text, half open.
 */
export type JsonOddity = { start: number; end: number } & (
  | { type: 'duplicate-name'; name: string; depth: number }
  | { type: 'number-inexact'; text: string; readAs: string }
  | { type: 'lone-surrogate' }
  | { type: 'json-trailing-text' }
  | { type: 'json-too-deep'; limit: number }
  | { type: 'json-invalid'; problem: string }
)
