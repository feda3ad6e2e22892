import type { JsonNode } from '../json/node.ts'
import type { Meaning } from '../tables/registry.ts'

/** One line of the claims or header table. */
export interface ClaimRow {
  /** The member's name, or the index of an array's element. */
  name: string
  /** JSON pointer (RFC 6901) from the table's root; two members of one name share it. */
  pointer: string
  node: JsonNode
  /** null where no registry knows the name. */
  meaning: Meaning | null
  reading: ClaimReading
  flags: RowFlags
  /** How many rows unfold below it: see `childRows`. */
  childCount: number
}

export type ClaimReading =
  /** Epoch seconds, fraction kept; `milliseconds`: 13 digits, so it was probably meant as such. */
  | { form: 'time'; seconds: number; milliseconds: boolean }
  | { form: 'scope'; items: readonly string[] }
  | { form: 'audience'; items: readonly string[] }
  | { form: 'plain' }

export interface RowFlags {
  /** The name or the value holds characters that do not show. */
  invisible: boolean
  /** The value was left behind. */
  masked: boolean
  /** The value is itself a token. */
  token: boolean
  /** Over 200 characters. */
  long: boolean
  /** Another member of the same object has this name. */
  duplicate: boolean
  /** A number that a double does not keep. */
  inexact: boolean
}
