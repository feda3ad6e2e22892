import { showsSecondsUnderMs } from '../text/duration.ts'
import type { Clock } from './clock.svelte.ts'

/** One minute more, so that seconds are running before they are shown. */
const secondsUnderMs = showsSecondsUnderMs + 60_000

/**
 * The current time, updated each second near a point in time, else each minute. For components: it
 * lives as long as the component that calls it.
 *
 * @param atMs the point in time in epoch milliseconds; null if there is none
 */
export function nowNear(clock: Clock, atMs: () => number | null): () => number {
  const near = $derived.by(() => {
    const at = atMs()
    return at !== null && Math.abs(at - clock.minuteMs) < secondsUnderMs
  })
  $effect(() => (near ? clock.needSeconds() : undefined))
  return () => (near ? clock.secondMs : clock.minuteMs)
}
