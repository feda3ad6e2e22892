import { noticeableSkewSeconds } from '../../../inspector/index.ts'
import type { Outcome } from '../../../shared/outcome.ts'
import type { ProviderTemplate } from '../../../shared/template.ts'
import { roughly } from '../../text/duration.ts'
import type { Mark } from '../parts/mark.ts'

interface OutcomeWords extends Mark {
  /** For screen readers: the word, and the reason if the call failed. */
  spoken: string
  /** Set if the service's clock is noticeably off. */
  skew: string | null
}

export function outcomeWords(outcome: Outcome, template: ProviderTemplate): OutcomeWords {
  const { end, operation, clockSkewSeconds } = outcome
  const label = template.operations.find(({ id }) => id === operation)?.label ?? operation
  const skew = skewWords(clockSkewSeconds)
  if (end.ok) {
    const word = `${label} succeeded`
    return { tone: 'good', icon: 'valid', word, spoken: word, skew }
  }
  if (end.failure.kind === 'cancelled') {
    const word = `${label} cancelled`
    return { tone: 'off', icon: 'none', word, spoken: word, skew }
  }
  const word = `${label} failed`
  return { tone: 'bad', icon: 'warning', word, spoken: `${word}: ${end.failure.title}`, skew }
}

function skewWords(seconds: number | undefined): string | null {
  if (seconds === undefined || Math.abs(seconds) <= noticeableSkewSeconds) return null
  const side = seconds > 0 ? 'ahead of' : 'behind'
  return `The service's clock is ${roughly(seconds * 1000)} ${side} this one. That is taken into account.`
}
