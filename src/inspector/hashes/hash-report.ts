import type { JsonObject } from '../json/node.ts'

/** The result of the second, asynchronous step. Digests are not secret: the token holds them. */
export interface HashReport {
  /** null without `at_hash` or access token, or if the hash function is unknown. */
  accessTokenHash: HashCheck | null
  selectiveDisclosure: SelectiveDisclosureReport | null
}

export interface HashCheck {
  /** From the token, base64url. */
  claimed: string
  /** Computed, base64url. */
  computed: string
}

/** RFC 9901 §7.1. Disclosures are identified by their index in the reading's `disclosures`. */
export interface SelectiveDisclosureReport {
  /** The hash algorithm, if it is not available here. In that case nothing below was computed. */
  unsupportedAlgorithm: string | null
  /** One for each disclosure, in order. */
  disclosures: readonly DisclosureDigest[]
  /** Digests that occur more than once, in the payload or inside disclosures. */
  duplicateDigests: readonly string[]
  /** Disclosed members whose name exists already or is `_sd` or `...`. */
  collisions: readonly { disclosure: number; pointer: string; name: string }[]
  /** Number of digests without a disclosure: withheld claims or decoys. */
  undisclosed: number
  /** `sd_hash` of the key-binding JWT. */
  keyBindingHash: HashCheck | null
  /** The payload with all disclosures in place, and without `_sd`, `_sd_alg` and `...`. */
  claims: JsonObject | null
}

interface DisclosureDigest {
  digest: string
  /** JSON pointer into the processed claims; null if no digest refers to the disclosure. */
  pointer: string | null
}
