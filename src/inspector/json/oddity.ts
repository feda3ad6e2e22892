/**
 * What a strict reader, or another parser, would stumble over in a JSON text.
 * Offsets are UTF-16 units of the text, half open.
 */
export type JsonOddity = { start: number; end: number } & (
  | { type: 'duplicate-name'; name: string; depth: number }
  | { type: 'number-inexact'; text: string; readAs: string }
  | { type: 'lone-surrogate' }
  | { type: 'json-trailing-text' }
  | { type: 'json-too-deep'; limit: number }
  | { type: 'json-invalid'; problem: string }
)
