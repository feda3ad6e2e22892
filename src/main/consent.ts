import { withMarks } from '../inspector/index.ts'
import { type Failure, failed } from '../shared/result.ts'
import { createRateLimit } from './rate-limit.ts'

/** A question in a native dialog, which script in the window can neither draw over nor answer. */
export interface Question {
  message: string
  detail: string
  /** The first button changes nothing: it is the default and the one of Escape. */
  buttons: readonly [no: string, ...others: string[]]
}

/** Asks the user. Resolves with the index of the button; 0 where nobody can be asked. */
export type Confirm = (question: Question) => Promise<number>

/** The label of the button that changes nothing. */
export const doNotChange = 'Do not change'

/**
 * Allows one open question, and no more of them after ten noes within a minute. Any other is declined,
 * so that a compromised window cannot ask until the user clicks yes to be left alone.
 */
export function createConfirm(ask: Confirm, now: () => number): Confirm {
  const quietMs = 60_000
  const takeNo = createRateLimit({ most: 9, withinMs: quietMs }, now)
  let isAsking = false
  let quietSinceMs = -Infinity
  return async (question) => {
    if (isAsking || Math.abs(now() - quietSinceMs) < quietMs) return 0
    isAsking = true
    try {
      const answer = await ask(question)
      if (answer === 0 && !takeNo()) quietSinceMs = now()
      return answer
    } finally {
      isAsking = false
    }
  }
}

const longestName = 60

/** A name that the user or the window chose, so that it cannot look like words of ours. */
export function quotedName(name: string): string {
  const marked = withMarks(name).replaceAll('"', "'")
  const cut = `${marked.slice(0, longestName).toWellFormed()}…`
  return `"${marked.length > longestName ? cut : marked}"`
}

/** The user declined. The window shows a neutral notice, not an error. */
export function notChanged(
  detail: string,
  nextStep = 'Try again to confirm.',
): { ok: false; failure: Failure } {
  return failed({ kind: 'declined', title: 'Not changed', detail, nextStep })
}
