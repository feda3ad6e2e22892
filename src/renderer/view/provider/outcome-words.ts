import { noticeableSkewSeconds } from '../../../inspector/index.ts'
import type { Outcome } from '../../../shared/outcome.ts'
import type { ProviderTemplate } from '../../../shared/template.ts'
import { roughly } from '../../text/duration.ts'
import type { IconName } from '../parts/icons.ts'
import type { Tone } from '../parts/tone.ts'

interface OutcomeWords {
  tone: Tone
  icon: IconName
  headline: string
  /** For screen readers: the headline, and why where it failed. */
  spoken: string
  /** Where the service's clock is noticeably off. */
  skew: string | null
}

export function outcomeWords(outcome: Outcome, template: ProviderTemplate): OutcomeWords {
  const { end, operation, clockSkewSeconds } = outcome
  const label = template.operations.find(({ id }) => id === operation)?.label ?? operation
  const skew = skewWords(clockSkewSeconds)
  if (end.ok) {
    const headline = `${label} succeeded`
    return { tone: 'good', icon: 'valid', headline, spoken: headline, skew }
  }
  if (end.failure.kind === 'cancelled') {
    const headline = `${label} cancelled`
    return { tone: 'off', icon: 'none', headline, spoken: headline, skew }
  }
  const headline = `${label} failed`
  return {
    tone: 'bad',
    icon: 'failed',
    headline,
    spoken: `${headline}: ${end.failure.title}`,
    skew,
  }
}

function skewWords(seconds: number | undefined): string | null {
  if (seconds === undefined || Math.abs(seconds) <= noticeableSkewSeconds) return null
  const side = seconds > 0 ? 'ahead of' : 'behind'
  return `The service's clock is ${roughly(seconds * 1000)} ${side} this one. That is taken into account.`
}
