import { z } from 'zod'
import type { Lifetime, Slot } from '../inspector/index.ts'
import { slot } from './template.ts'

/** A token as it was obtained. Secret: lives in main and, encrypted, in the provider's file. */
const storedToken = z.strictObject({
  text: z.string().min(1),
  /** When the answer that brought it arrived, epoch milliseconds. */
  arrivedAtMs: z.int().nonnegative(),
  /**
   * What the answer said about its end, epoch seconds; `never` where the service says so.
   * Absent: the answer said nothing, the token's own `exp` counts.
   */
  answerExpiresAtSeconds: z.union([z.number(), z.literal('never')]).optional(),
  /** Service clock minus ours in seconds, from the answer's `Date` header (RFC 9110 6.6.1). */
  clockSkewSeconds: z.number().optional(),
})

/** What a provider holds now. Secret. */
export const tokenSet = z.strictObject({ tokens: z.partialRecord(slot, storedToken) })

export type StoredToken = z.infer<typeof storedToken>
export type TokenSet = z.infer<typeof tokenSet>

/** What may be shown of a token without revealing it. */
export interface TokenSummary {
  slot: Slot
  arrivedAtMs: number
  lifetime: Lifetime
  /** Service clock minus ours in seconds, where it is known. */
  clockSkewSeconds?: number
  /** UTF-8 length of the encoded token. */
  bytes: number
  /** First 8 hex digits of SHA-256 over the encoded token: tells two tokens apart. */
  fingerprint: string
}
