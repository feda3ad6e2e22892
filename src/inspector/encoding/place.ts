/** A place in a token: which part, and where in it. */
export interface Place {
  /** Index into the inspection's `parts`. */
  part: number
  /** JSON pointer (RFC 6901) of the value inside the part's JSON; '' is the whole of it. */
  pointer?: string
  /** Which characters of the part's decoded JSON: tells two members of one name apart. */
  json?: TextRange
  /** Which characters of the cleaned token text. */
  text?: TextRange
}

/** UTF-16 units, half open. */
export interface TextRange {
  start: number
  end: number
}
