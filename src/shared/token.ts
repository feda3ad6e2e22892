import { z } from 'zod'
import type { Lifetime, Slot } from '../inspector/index.ts'
import { slot } from './template.ts'

/** A token as it was obtained. Secret: stays in main, and encrypted in the provider's file. */
const storedToken = z.strictObject({
  text: z.string().min(1),
  /** When the response with it arrived, epoch milliseconds. */
  arrivedAtMs: z.int().nonnegative(),
  /**
   * Expiry in the response, epoch seconds by our clock; `never` if the response said so. If absent,
   * the token's own `exp` counts.
   */
  answerExpiresAtSeconds: z.union([z.number(), z.literal('never')]).optional(),
  /** Service clock minus ours in seconds, from the response's `Date` header (RFC 9110 §6.6.1). */
  clockSkewSeconds: z.number().optional(),
})

/** The tokens that a provider holds. Secret. */
export const tokenSet = z.strictObject({ tokens: z.partialRecord(slot, storedToken) })

export type StoredToken = z.infer<typeof storedToken>
export type TokenSet = z.infer<typeof tokenSet>

/** What is shown of a token without revealing it. */
export interface TokenSummary {
  slot: Slot
  arrivedAtMs: number
  lifetime: Lifetime
  clockSkewSeconds?: number
  /** UTF-8 length of the encoded token. */
  bytes: number
  /** First 8 hex digits of SHA-256 over the encoded token, to tell two tokens apart. */
  fingerprint: string
}
