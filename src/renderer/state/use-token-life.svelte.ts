import { nowNear } from './clock.svelte.ts'
import { useSession } from './session.ts'
import { countsTo, lifetimeState, type TokenLife } from './token-life.ts'

export type TickingLife = ReturnType<typeof useTokenLife>

/** A token's lifetime for components, updated each second near its end, else each minute. */
export function useTokenLife(given: () => TokenLife | null) {
  const { clock, workspace } = useSession()
  const life = $derived(given())
  const deadline = $derived.by(() => {
    if (!life) return null
    const early = life.notBeforeMs !== null && life.notBeforeMs > clock.minuteMs
    return countsTo(life, early ? 'not-yet' : 'active')
  })
  const now = nowNear(clock, () => deadline)
  const lifetime = $derived(
    life && lifetimeState(life, now(), workspace.preferences?.skewSeconds ?? 0),
  )
  const state = $derived(lifetime && lifetime.state)
  return {
    get nowMs() {
      return now()
    },
    get life() {
      return life
    },
    /** The state with its distance. */
    get lifetime() {
      return lifetime
    },
    get state() {
      return state
    },
    get countsToMs() {
      return life && state && countsTo(life, state)
    },
  }
}
