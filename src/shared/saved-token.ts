import { z } from 'zod'
import type { DamagedFile } from './vault.ts'
import type { FoundIn } from '../inspector/index.ts'
import type { Failure } from './result.ts'
import { slot } from './template.ts'

const foundIn: z.ZodType<FoundIn> = z.enum([
  'bare',
  'header',
  'cookie',
  'url-query',
  'url-fragment',
  'form',
  'json',
  'text',
])

/** Longer text is no token: what is saved, verified and decrypted is bounded by it. */
export const tokenText = z.string().max(5_000_000)

/** Somebody types it, so it may be as secret as what it names. */
export const savedTokenName = z.string().trim().min(1).max(200)

/**
 * A pasted token to be kept, with what makes it read the same again. Secret: all of it is sealed in
 * the token's file, and crosses to the window only when the token is opened.
 */
export const savedTokenContent = z.strictObject({
  name: savedTokenName,
  text: tokenText.min(1),
  foundIn,
  slot: slot.nullable(),
})

export type SavedTokenContent = z.infer<typeof savedTokenContent>

/** What may be known of a saved token while the vault is locked. */
export const savedTokenFacts = z.strictObject({
  id: z.uuid(),
  /** Its kind, as the inspector calls it: `Signed JWT`. */
  label: z.string().min(1),
  /** UTF-8 length of its text. */
  bytes: z.int().nonnegative(),
  savedAtMs: z.int().nonnegative(),
})

export type SavedTokenFacts = z.infer<typeof savedTokenFacts>

/** All that the list of saved tokens says of one. */
export interface SavedToken extends SavedTokenFacts {
  /** `enter-again`: its record is kept but does not open. */
  contents:
    | { state: 'ready'; name: string }
    | { state: 'locked' }
    | { state: 'enter-again'; failure: Failure }
  /** Why it is in memory only though it should be on disk: until it is saved again. */
  unsaved: Failure | null
}

export interface SavedTokens {
  /** Newest first. */
  tokens: SavedToken[]
  /** Can be forgotten, and brought back, as any other. */
  damaged: DamagedFile[]
}
