import type { Slot } from './slot.ts'

/** A token found in pasted text. It holds the token's text, so it must not leave the process. */
export interface FoundToken {
  /** The cleaned token text. */
  text: string
  foundIn: FoundIn
  /** What was removed around it, as noun phrases. */
  stripped: readonly string[]
  /** Its name there: `access_token`, a cookie's name. null if it had none. */
  name: string | null
  /** The slot that the name stands for. */
  slot: Slot | null
}

/** How a token was pasted. */
export type FoundIn =
  | 'bare'
  | 'header' // `Bearer ...`, `Authorization: ...`
  | 'cookie'
  | 'environment' // a variable: `ACCESS_TOKEN=...`
  | 'url-query'
  | 'url-fragment'
  | 'form' // a form body: `refresh_token=...&`
  | 'json' // a member of a JSON text
  | 'text' // anywhere else
