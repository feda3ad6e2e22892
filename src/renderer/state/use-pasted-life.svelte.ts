import type { Pasted } from './scratchpad.svelte.ts'
import { lifeOf } from './token-life.ts'
import { type TickingLife, useTokenLife } from './use-token-life.svelte.ts'

/** The lifetime of a pasted token; null if it has neither an expiry nor a start. */
export function usePastedLife(given: () => Pasted | undefined): TickingLife {
  return useTokenLife(() => {
    const inspection = given()?.inspection
    if (!inspection) return null
    const { expiry, notBefore } = inspection.lifetime
    return expiry.source === 'unknown' && !notBefore ? null : lifeOf(inspection)
  })
}
