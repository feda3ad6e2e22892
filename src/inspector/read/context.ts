import type { Arrival } from '../lifetime/read-lifetime.ts'
import type { FoundIn } from '../looks/found-token.ts'
import type { Slot } from '../looks/slot.ts'
import type { Work } from '../encoding/work.ts'
import type { Inspection } from './inspection.ts'

/** What the caller knows beside the text. All times are epoch seconds. */
export interface InspectionContext extends Arrival {
  nowSeconds: number
  /** Service clock minus ours; counted as `serviceNow` does. Default 0. */
  skewSeconds?: number
  slot?: Slot
  /** Claims that this service's tokens lack by nature. */
  lacks?: readonly string[]
  /** The access token beside an ID token, for `at_hash`. */
  accessToken?: string
  /** The provider publishes keys. */
  publishesKeys?: boolean
  /** How it was pasted, where the caller took it out of its surroundings. */
  foundIn?: FoundIn
  /** The payload of a token whose own is detached, as text. */
  detachedPayload?: string
  /** What a JWE held, once somebody decrypted it, as text. */
  decrypted?: string
  /** What this token was found inside. */
  inside?: 'jws' | 'jwe' | 'sd-jwt'
  /** Leave values behind that are tokens: for inspections that cross between the processes. */
  maskTokens?: boolean
}

/** What the readers are given beside the token. */
export interface ReadOptions {
  work: Work
  context: InspectionContext
  /** Reads a token inside the token; null if there is none, or if too many are around it already. */
  inspectInside: (
    text: string,
    inside: NonNullable<InspectionContext['inside']>,
  ) => Inspection | null
}
