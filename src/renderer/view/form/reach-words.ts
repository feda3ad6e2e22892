import type { Failure } from '../../../shared/result.ts'
import { elapsed } from '../../text/duration.ts'
import { failureLines } from '../../text/failure-words.ts'
import type { Mark } from '../parts/mark.ts'

/** How the test of a base URL went. */
export interface ReachWords extends Mark {
  text: string
}

/** Any status proves a server; an API seldom has a page where its addresses begin. */
export function reachWords({
  status,
  durationMs,
}: {
  status: number
  durationMs: number
}): ReachWords {
  const answer = `A server answers after ${elapsed(durationMs)}`
  if (status >= 500) {
    const text = `${answer}, with status ${status}: it is there, but something is wrong with it now.`
    return { tone: 'soon', icon: 'warning', word: 'Reachable, with an error', text }
  }
  const text =
    status >= 400
      ? `${answer}. Status ${status} is usual: many services have no page at this address itself.`
      : `${answer}, with status ${status}.`
  return { tone: 'good', icon: 'valid', word: 'Reachable', text }
}

export const unreachableWords = (failure: Failure): ReachWords => ({
  tone: 'bad',
  icon: 'warning',
  word: failure.title,
  text: failureLines(failure).join(' '),
})
