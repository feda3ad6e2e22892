import type { ProviderSummary } from '../../shared/ipc.ts'
import type { NextStep } from '../../shared/next-step.ts'
import type { ProviderTemplate } from '../../shared/template.ts'
import { stepFor } from './advice.ts'
import { nowNear } from './clock.svelte.ts'
import { useSession } from './session.ts'
import { lifeOf } from './token-life.ts'

/** The recommended next call of a provider, for components. */
export function useNextStep(
  given: () => { summary: ProviderSummary; template: ProviderTemplate },
): () => NextStep {
  const { clock, workspace } = useSession()
  const deadline = $derived.by(() => {
    const lives = given().summary.tokens.map(lifeOf)
    const times = lives.flatMap((life) => [life.endsAtMs, life.notBeforeMs])
    const away = (at: number) => Math.abs(at - clock.minuteMs)
    const numbers = times.filter((time) => typeof time === 'number')
    return numbers.toSorted((a, b) => away(a) - away(b))[0] ?? null
  })
  const now = nowNear(clock, () => deadline)
  const step = $derived.by(() => {
    const { summary, template } = given()
    return stepFor(summary.tokens, template, now(), workspace.preferences?.skewSeconds ?? 0)
  })
  return () => step
}
