import type { Check, Decryption, SignatureVerification } from '../../../shared/verification.ts'
import type { Mark } from '../parts/mark.ts'

type Outcome = SignatureVerification['outcome'] | Decryption['outcome'] | Check['outcome']

const mark = (tone: Mark['tone'], icon: Mark['icon'], word: string): Mark => ({ tone, icon, word })

/** Outcomes as marks. A valid signature is `verified`, since `valid` describes a lifetime. */
export const outcomeMarks: Record<Outcome, Mark> = {
  valid: mark('good', 'shield', 'verified'),
  invalid: mark('bad', 'error', 'invalid'),
  'matches-but-not-legal': mark('soon', 'warning', 'matches, not legal'),
  'matches-own-key': mark('soon', 'warning', 'matches its own key'),
  unsecured: mark('bad', 'unlocked', 'unsecured'),
  unsupported: mark('off', 'unknown', 'not supported'),
  incomplete: mark('soon', 'warning', 'incomplete'),
  'cannot-check': mark('off', 'unknown', 'cannot be checked'),
  'no-key': mark('off', 'key', 'no key'),
  decrypted: mark('accent', 'unlocked', 'decrypted, not verified'),
  passed: mark('good', 'check', 'passed'),
  failed: mark('bad', 'close', 'failed'),
  'not-checked': mark('off', 'none', 'not checked'),
}
