import type { Failure } from '../../../shared/result.ts'
import { elapsed } from '../../text/duration.ts'
import type { IconName } from '../parts/icons.ts'
import { failureLines } from '../parts/notice.ts'
import type { Tone } from '../parts/tone.ts'

/** How the test of a base URL went. */
export interface ReachWords {
  tone: Tone
  icon: IconName
  title: string
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
    return { tone: 'soon', icon: 'warning', title: 'Reachable, with an error', text }
  }
  const text =
    status >= 400
      ? `${answer}. Status ${status} is usual: many services have no page at this address itself.`
      : `${answer}, with status ${status}.`
  return { tone: 'good', icon: 'valid', title: 'Reachable', text }
}

export const unreachableWords = (failure: Failure): ReachWords => ({
  tone: 'bad',
  icon: 'failed',
  title: failure.title,
  text: failureLines(failure).join(' '),
})
