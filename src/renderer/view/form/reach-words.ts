import type { Failure } from '../../../shared/result.ts'
import { elapsed } from '../../text/duration.ts'
import { failureLines } from '../../text/failure-words.ts'
import type { Mark } from '../parts/mark.ts'

/** The result of testing a base URL. */
export interface ReachWords extends Mark {
  text: string
}

/** Any status proves that a server responds. The test sends a HEAD to a path of the template. */
export function reachWords({
  status,
  durationMs,
}: {
  status: number
  durationMs: number
}): ReachWords {
  const answer = `Server responded after ${elapsed(durationMs)}`
  if (status >= 500) {
    const text = `${answer}, with status ${status}. The server is reachable but reports an error.`
    return { tone: 'soon', icon: 'warning', word: 'Reachable, with an error', text }
  }
  const about =
    status === 401 || status === 403
      ? ' This is normal, since the test sends no credentials.'
      : status >= 400
        ? ' Check that the base URL is that of the token service.'
        : ''
  const text = `${answer}, with status ${status}.${about}`
  return { tone: 'good', icon: 'valid', word: 'Reachable', text }
}

export const unreachableWords = (failure: Failure): ReachWords => ({
  tone: 'bad',
  icon: 'warning',
  word: failure.title,
  text: failureLines(failure).join(' '),
})
