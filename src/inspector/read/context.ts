import type { Arrival } from '../lifetime/read-lifetime.ts'
import type { FoundIn } from '../looks/found-token.ts'
import type { Slot } from '../looks/slot.ts'
import type { Work } from '../encoding/work.ts'
import type { Inspection } from './inspection.ts'

/** What the caller knows besides the text. All times are epoch seconds. */
export interface InspectionContext extends Arrival {
  nowSeconds: number
  /** Service clock minus ours. Default 0. Less than `noticeableSkewSeconds` is ignored. */
  skewSeconds?: number | undefined
  slot?: Slot | undefined
  /** Claims that the tokens of this service never have, so that none is reported as missing. */
  lacks?: readonly string[] | undefined
  /** The access token that was issued with this ID token, for `at_hash`. */
  accessToken?: string | undefined
  /** Whether the provider publishes keys. */
  publishesKeys?: boolean
  /** How it was pasted, if the caller took it out of a longer text. */
  foundIn?: FoundIn
  /** The detached payload (RFC 7515 appendix F), as text. */
  detachedPayload?: string
  /** The plaintext of a JWE, once it is decrypted. */
  decrypted?: string
  /** The kind of token that this token was inside. */
  inside?: 'jws' | 'jwe' | 'sd-jwt'
  /** Mask values that are tokens, for inspections that cross between the processes. */
  maskTokens?: boolean | undefined
  /** With `maskTokens`: texts that are masked as well, such as a secret that a claim repeats. */
  isSecret?: ((text: string) => boolean) | undefined
}

/** What the readers are given besides the token. */
export interface ReadOptions {
  work: Work
  context: InspectionContext
  /** Inspects a token inside the token; null if there is none, or if the nesting is too deep. */
  inspectInside: (
    text: string,
    inside: NonNullable<InspectionContext['inside']>,
  ) => Inspection | null
}
