import type { Check, Decryption, SignatureVerification } from '../../../shared/verification.ts'
import type { Mark } from '../parts/mark.ts'

type Outcome = SignatureVerification['outcome'] | Decryption['outcome'] | Check['outcome']

const mark = (tone: Mark['tone'], icon: Mark['icon'], word: string): Mark => ({ tone, icon, word })

/** Outcomes as marks. */
export const outcomeMarks: Record<Outcome, Mark> = {
  valid: mark('good', 'shield', 'Verified'),
  invalid: mark('bad', 'error', 'Invalid'),
  'matches-but-not-legal': mark('soon', 'warning', 'Matches, but not well-formed'),
  'matches-own-key': mark('soon', 'warning', 'Matches its own key'),
  unsecured: mark('bad', 'unlocked', 'Unsigned'),
  unsupported: mark('off', 'unknown', 'Not supported'),
  incomplete: mark('soon', 'warning', 'Incomplete'),
  'cannot-check': mark('off', 'unknown', 'Cannot be checked'),
  'no-key': mark('off', 'key', 'No key'),
  decrypted: mark('accent', 'unlocked', 'Decrypted, not verified'),
  passed: mark('good', 'check', 'Passed'),
  failed: mark('bad', 'close', 'Failed'),
  'not-checked': mark('off', 'none', 'Not checked'),
}
