/**
 * [Note: first frame]
 *
 * A pasted token is on screen in the very next frame. That leaves the main thread a few milliseconds,
 * and building all of a token takes three times as long. So a view builds at once what a window has in
 * sight: all down to its first table, and that table's first rows. The rest follows when the frame is
 * painted. It only ever follows below what is there, so nothing moves and no place has to be kept.
 *
 * `Deferred.svelte` does this for parts of a view, `ClaimsTable.svelte` for rows. `e2e/paste.spec.ts`
 * watches that nothing moves, `e2e/bench/paste.bench.ts` measures both halves.
 */

/** Input that came while the frame was built is handled before the rest is built. */
const pauseMs = 30

/**
 * Calls back a short pause after the next frame is painted.
 *
 * @returns calls it off
 */
export function afterFrame(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(run, pauseMs)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
