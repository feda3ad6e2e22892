import {
  savedTokenContent,
  type SavedTokenContent,
  savedTokenFacts,
  type SavedTokenFacts,
} from '../../shared/saved-token.ts'
import type { FileKind } from './sealed-file.ts'

/** `tokens/<id>.json`: kind, size and date of a saved token in clear, its name and text sealed. */
export const savedTokenFiles: FileKind<SavedTokenFacts, SavedTokenContent> = {
  words: {
    one: 'saved token',
    place: 'saved token',
    unreadable: 'This saved token cannot be read',
    gone: 'This saved token is gone',
    unsaved: 'This saved token is in memory only',
    again: 'Paste it and save it again, or forget it.',
  },
  clear: savedTokenFacts,
  content: savedTokenContent,
  place: ({ id }) => ({ id }),
  /** Five million characters, each six bytes in JSON at worst (`\u0000`), as base64url. */
  mostBytes: 48 * 1024 * 1024,
}
