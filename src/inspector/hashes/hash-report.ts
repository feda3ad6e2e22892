import type { JsonObject } from '../json/node.ts'

/** What the asynchronous second step computed. Digests are public: they stand in the token. */
export interface HashReport {
  /** null where the token has no `at_hash`, no access token is at hand or the hash is unknown. */
  accessTokenHash: HashCheck | null
  selectiveDisclosure: SelectiveDisclosureReport | null
}

export interface HashCheck {
  /** As the token says, base64url. */
  claimed: string
  /** As computed, base64url. */
  computed: string
}

/** RFC 9901 7.1. Disclosures are named by their index in the reading's `disclosures`. */
export interface SelectiveDisclosureReport {
  /** The hash is not available here: nothing below was computed. */
  unsupportedAlgorithm: string | null
  /** One for each disclosure, in order. */
  disclosures: readonly DisclosureDigest[]
  /** Digests that occur more than once, in the payload or inside disclosures. */
  duplicateDigests: readonly string[]
  /** Disclosed members whose name is taken, or is `_sd` or `...`. */
  collisions: readonly { disclosure: number; pointer: string; name: string }[]
  /** Digests without a disclosure: withheld claims or decoys. */
  undisclosed: number
  /** `sd_hash` of the key-binding JWT. */
  keyBindingHash: HashCheck | null
  /** The payload with everything disclosed in its place and `_sd`, `_sd_alg` and `...` gone. */
  claims: JsonObject | null
}

interface DisclosureDigest {
  digest: string
  /** JSON pointer into the processed claims; null where nothing refers to it. */
  pointer: string | null
}
