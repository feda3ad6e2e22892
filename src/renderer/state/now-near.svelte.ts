import { showsSecondsUnderMs } from '../text/duration.ts'
import type { Clock } from './clock.svelte.ts'

/** A tick ahead, so that the seconds run before they are shown. */
const secondsUnderMs = showsSecondsUnderMs + 60_000

/**
 * Now, as exact as the distance to a point in time is shown: by the second near it, else by the
 * minute. For components: it lives as long as the component that calls it.
 *
 * @param atMs epoch milliseconds; null where there is nothing to measure.
 */
export function nowNear(clock: Clock, atMs: () => number | null): () => number {
  const near = $derived.by(() => {
    const at = atMs()
    return at !== null && Math.abs(at - clock.minuteMs) < secondsUnderMs
  })
  $effect(() => (near ? clock.needSeconds() : undefined))
  return () => (near ? clock.secondMs : clock.minuteMs)
}
