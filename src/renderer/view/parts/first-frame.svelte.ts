import { onMount } from 'svelte'

/** Long enough for whatever waits for the frame to run first. */
const usualPauseMs = 30

/**
 * Whether the first frame of a component is over: what stands below the fold, or matters less, is put
 * together behind it, so that what was asked for shows sooner.
 */
export function firstFrame(pauseMs = usualPauseMs): { readonly over: boolean } {
  let over = $state(false)
  onMount(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => (over = true), pauseMs)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  })
  return {
    get over() {
      return over
    },
  }
}
