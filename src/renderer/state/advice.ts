import { type NextStep, nextStep } from '../../shared/next-step.ts'
import type { Slot } from '../../inspector/index.ts'
import type { ProviderTemplate } from '../../shared/template.ts'
import type { TokenSummary } from '../../shared/token.ts'
import { ago, roughly } from '../text/duration.ts'
import { lifeOf } from './token-life.ts'

/** The recommended next call and why, in words that end in the step's name. */
export interface Advice {
  step: NextStep
  /** Without the step: `Access token expired 8 h ago, refresh token good for 29 d`. */
  reason: string
}

export const slotNames: Record<Slot, string> = {
  access: 'Access token',
  refresh: 'Refresh token',
  id: 'ID token',
}

/** The same in the middle of a sentence. */
export const slotWords: Record<Slot, string> = {
  access: 'access token',
  refresh: 'refresh token',
  id: 'ID token',
}

export function adviseOn(
  tokens: readonly TokenSummary[],
  template: ProviderTemplate,
  nowMs: number,
  skewSeconds: number,
): Advice {
  const canRefresh = template.operations.some(({ id }) => id === 'refresh')
  const step = nextStep(tokens, nowMs / 1000, skewSeconds, canRefresh)
  const access = tokens.find(({ slot }) => slot === 'access')
  const refresh = tokens.find(({ slot }) => slot === 'refresh')
  if (step === 'reuse' && access) return { step, reason: lifeInWords(access, nowMs, skewSeconds) }
  const told = [access, canRefresh ? refresh : undefined].flatMap((token) => token ?? [])
  if (told.length === 0) return { step, reason: 'No token yet' }
  const reasons = told.map((token) => lifeInWords(token, nowMs, skewSeconds))
  return {
    step,
    reason: reasons.map((text, index) => (index ? lowerFirst(text) : text)).join(', '),
  }
}

/** `Access token expired 8 h ago`, `Refresh token good for 29 d`. */
function lifeInWords(token: TokenSummary, nowMs: number, skewSeconds: number): string {
  const name = slotNames[token.slot]
  const { endsAtMs } = lifeOf(token)
  if (endsAtMs === null) return `${name} with unknown expiry`
  if (endsAtMs === 'never') return `${name} without expiry`
  const left = endsAtMs - nowMs
  if (left <= 0) return `${name} expired ${ago(left)}`
  return left <= skewSeconds * 1000
    ? `${name} expires in ${roughly(left)}`
    : `${name} good for ${roughly(left)}`
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
