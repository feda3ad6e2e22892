import { withMarks } from '../inspector/index.ts'
import { type Failure, failed } from '../shared/result.ts'

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
 * Allows one open question. Any other is declined meanwhile, so that a compromised window cannot
 * stack dialogs until the user clicks through them.
 */
export function createConfirm(ask: Confirm): Confirm {
  let isAsking = false
  return async (question) => {
    if (isAsking) return 0
    isAsking = true
    try {
      return await ask(question)
    } finally {
      isAsking = false
    }
  }
}

const longestName = 60

/** A name that the user or the window chose, so that it cannot look like words of ours. */
export function quotedName(name: string): string {
  const marked = withMarks(name)
  return `"${marked.length > longestName ? `${marked.slice(0, longestName)}…` : marked}"`
}

/** The user declined. The window shows a neutral notice, not an error. */
export function notChanged(
  detail: string,
  nextStep = 'Try again to be asked again.',
): { ok: false; failure: Failure } {
  return failed({ kind: 'declined', title: 'Not changed', detail, nextStep })
}
