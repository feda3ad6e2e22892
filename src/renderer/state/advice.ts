import { type NextStep, nextStep } from '../../shared/next-step.ts'
import type { Slot } from '../../inspector/index.ts'
import type { ProviderTemplate } from '../../shared/template.ts'
import type { TokenSummary } from '../../shared/token.ts'

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
export const stepWords: Partial<Record<NextStep, string>> = {
  reuse: 'Ready to use.',
  wait: 'Wait until the token is active.',
}

/** The recommended next call. */
export function stepFor(
  tokens: readonly TokenSummary[],
  template: ProviderTemplate,
  nowMs: number,
  marginSeconds: number,
): NextStep {
  const canRefresh = template.operations.some(({ id }) => id === 'refresh')
  return nextStep(tokens, nowMs / 1000, marginSeconds, canRefresh)
}
