/** A place in a token: a part and a range in it. */
export interface Place {
  /** Index into the inspection's `parts`. */
  part: number
  /** JSON pointer (RFC 6901) into the part's JSON. '' is the root. */
  pointer?: string
  /** Range in the part's decoded JSON. Distinguishes two members with the same name. */
  json?: TextRange
  /** Range in the cleaned token text. */
  text?: TextRange
}

/** UTF-16 units, half open. */
export interface TextRange {
  readonly start: number
  readonly end: number
}
