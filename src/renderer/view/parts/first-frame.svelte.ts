import { onMount } from 'svelte'
import { behindFrame } from './behind-frame.ts'

/** Long enough for whatever waits for the frame to run first. */
const usualPauseMs = 30

/**
 * Whether the first frame of a component is over: what stands below the fold, or matters less, is put
 * together behind it, so that what was asked for shows sooner.
 */
export function firstFrame(pauseMs = usualPauseMs): { readonly over: boolean } {
  let over = $state(false)
  onMount(() => behindFrame(pauseMs, () => (over = true)))
  return {
    get over() {
      return over
    },
  }
}
