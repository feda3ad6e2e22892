import { nowNear } from './clock.svelte.ts'
import { useSession } from './session.ts'
import {
  countsTo,
  lifetimeState,
  shareLeft,
  type TokenLife,
  type TokenState,
} from './token-life.ts'

export interface TickingLife {
  readonly nowMs: number
  readonly life: TokenLife | null
  readonly state: TokenState | null
  readonly countsToMs: number | null
  readonly share: number | null
}

/** A token's lifetime for components, updated each second near its end, else each minute. */
export function useTokenLife(given: () => TokenLife | null): TickingLife {
  const { clock, workspace } = useSession()
  const life = $derived(given())
  const deadline = $derived.by(() => {
    if (!life) return null
    const early = life.notBeforeMs !== null && life.notBeforeMs > clock.minuteMs
    return countsTo(life, early ? 'not-yet' : 'valid')
  })
  const now = nowNear(clock, () => deadline)
  const state = $derived(
    life && lifetimeState(life, now(), workspace.preferences?.skewSeconds ?? 0).state,
  )
  return {
    get nowMs() {
      return now()
    },
    get life() {
      return life
    },
    get state() {
      return state
    },
    get countsToMs() {
      return life && state && countsTo(life, state)
    },
    get share() {
      return life && shareLeft(life, now())
    },
  }
}
