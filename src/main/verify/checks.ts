import type { Check, CheckSubject } from '../../shared/verification.ts'

const check =
  (outcome: Check['outcome']) =>
  (what: CheckSubject, text: string): Check => ({ what, outcome, text })

/** Each makes one line of what a verification or decryption reports, its text a sentence. */
export const passed = check('passed')
export const failed = check('failed')
export const notChecked = check('not-checked')

/** For a token of which only the first `most` parts are looked at. */
export const checkCount = (
  what: CheckSubject,
  count: number,
  most: number,
  parts: string,
): Check[] =>
  count <= most ? [] : [notChecked(what, `Only the first ${most} of ${count} ${parts}.`)]
