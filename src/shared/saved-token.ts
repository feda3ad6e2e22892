import { longest } from './lengths.ts'
import { z } from 'zod'
import type { DamagedFile, Openable } from './vault.ts'
import type { FoundIn } from '../inspector/index.ts'
import type { Failure } from './result.ts'
import { slot } from './template.ts'

const foundIn: z.ZodType<FoundIn> = z.enum([
  'bare',
  'header',
  'cookie',
  'environment',
  'url-query',
  'url-fragment',
  'form',
  'json',
  'text',
])

/** An upper limit for texts that are saved, verified or decrypted: no token is that long. */
export const tokenText = z.string().max(5_000_000)

/** Typed by the user, so it may hold something secret. */
export const savedTokenName = z.string().trim().min(1).max(longest.name)

/**
 * A pasted token to save, with what is needed to read it in the same way again. Secret: all of it
 * is encrypted in the token's file, and is sent to the window only when the token is opened.
 */
export const savedTokenContent = z.strictObject({
  name: savedTokenName,
  text: tokenText.min(1),
  foundIn,
  slot: slot.nullable(),
})

export type SavedTokenContent = z.infer<typeof savedTokenContent>

/** Stored in clear: what is known of a saved token while the vault is locked. */
export const savedTokenFacts = z.strictObject({
  id: z.uuid(),
  /** Its kind, in the inspector's words: `Signed JWT`. */
  label: z.string().min(1),
  /** UTF-8 length of its text. */
  bytes: z.int().nonnegative(),
  savedAtMs: z.int().nonnegative(),
})

export type SavedTokenFacts = z.infer<typeof savedTokenFacts>

export interface SavedToken extends SavedTokenFacts {
  contents: Openable<{ name: string }>
  /** Why it is in memory only, until it is saved again; null if it is on disk. */
  unsaved: Failure | null
}

export interface SavedTokens {
  /** Newest first. */
  tokens: SavedToken[]
  damaged: DamagedFile[]
}
