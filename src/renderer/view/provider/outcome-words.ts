import { noticeableSkewSeconds } from '../../../inspector/index.ts'
import type { Outcome } from '../../../shared/outcome.ts'
import type { Failure } from '../../../shared/result.ts'
import type { ProviderTemplate } from '../../../shared/template.ts'
import { roughly } from '../../text/duration.ts'
import type { Mark } from '../parts/mark.ts'

interface OutcomeWords extends Mark {
  /** `Refresh succeeded` */
  line: string
  /** For screen readers: the word, and the reason if the call failed. */
  spoken: string
  /** Set if the service's clock is noticeably off. */
  skew: string | null
}

export function outcomeWords(outcome: Outcome, template: ProviderTemplate): OutcomeWords {
  const { end, operation, clockSkewSeconds } = outcome
  const label = template.operations.find(({ id }) => id === operation)?.label ?? operation
  const failure = end.ok ? undefined : end.failure
  const mark = endMark(failure)
  const line = `${label} ${mark.word}`
  const spoken = failure && mark.tone === 'bad' ? `${line}: ${failure.title}` : line
  return { ...mark, line, spoken, skew: skewWords(clockSkewSeconds) }
}

/** How a call ended. A cancelled one did not fail. */
export function endMark(failure: Failure | undefined): Mark {
  if (!failure) return { tone: 'good', icon: 'valid', word: 'succeeded' }
  return failure.kind === 'cancelled'
    ? { tone: 'off', icon: 'none', word: 'cancelled' }
    : { tone: 'bad', icon: 'warning', word: 'failed' }
}

function skewWords(seconds: number | undefined): string | null {
  if (seconds === undefined || Math.abs(seconds) <= noticeableSkewSeconds) return null
  const side = seconds > 0 ? 'ahead of' : 'behind'
  return `Service clock ${roughly(seconds * 1000)} ${side} this one (corrected)`
}
