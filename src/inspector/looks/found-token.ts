import type { Slot } from './slot.ts'
import type { FoundIn } from '../read/context.ts'

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
