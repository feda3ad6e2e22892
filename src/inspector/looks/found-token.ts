import type { Slot } from './slot.ts'

/** A token taken out of what was pasted. Holds its text: stays where it was pasted. */
export interface FoundToken {
  /** The cleaned token text. */
  text: string
  foundIn: FoundIn
  /** What was taken off around it, as noun phrases. */
  stripped: readonly string[]
  /** What it was called there: `access_token`, a cookie's name; null where it had no name. */
  name: string | null
  /** Which of a provider's tokens the name says it is. */
  slot: Slot | null
}

/** How a token was pasted. */
export type FoundIn =
  | 'bare'
  | 'header' // `Bearer ...`, `Authorization: ...`
  | 'cookie'
  | 'url-query'
  | 'url-fragment'
  | 'form' // a form body: `refresh_token=...&`
  | 'json' // a member of a JSON text
  | 'text' // anywhere else
