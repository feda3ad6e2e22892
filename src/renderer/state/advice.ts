import { type NextStep, nextStep } from '../../shared/next-step.ts'
import { type Slot, statePhrase } from '../../inspector/index.ts'
import type { ProviderTemplate } from '../../shared/template.ts'
import type { TokenSummary } from '../../shared/token.ts'
import { lifetimeState } from './token-life.ts'

/** The recommended next call, and why. */
export interface Advice {
  step: NextStep
  /** `Access token expired 8 h ago, refresh token good for 29 d`. */
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

/** The advice for next steps that are not calls. */
export const stepWords: Partial<Record<NextStep, string>> = { reuse: 'use it', wait: 'wait' }

export function adviseOn(
  tokens: readonly TokenSummary[],
  template: ProviderTemplate,
  nowMs: number,
  marginSeconds: number,
): Advice {
  const canRefresh = template.operations.some(({ id }) => id === 'refresh')
  const step = nextStep(tokens, nowMs / 1000, marginSeconds, canRefresh)
  const lone = step === 'reuse' || step === 'wait' || !canRefresh
  const told = tokens.filter(({ slot }) => slot === 'access' || (slot === 'refresh' && !lone))
  if (told.length === 0) return { step, reason: 'No token yet' }
  const reasons = told.map((token, index) => {
    const name = index === 0 ? slotNames[token.slot] : slotWords[token.slot]
    return `${name} ${statePhrase(lifetimeState(token, nowMs, marginSeconds))}`
  })
  return { step, reason: reasons.join(', ') }
}
