/**
 * [Note: first frame]
 *
 * A pasted token appears in the next frame. The main thread has a few milliseconds for that, and
 * rendering a whole token takes about three times as long. So the first frame contains what is in
 * sight: everything down to the first table, and that table's first rows. The rest is rendered when
 * that frame has been painted. It is always below the content of the first frame, so nothing moves
 * and no placeholders are needed.
 *
 * `Deferred.svelte` defers parts of a view, `ClaimsTable.svelte` defers rows. `e2e/paste.spec.ts`
 * checks that nothing moves, `e2e/bench/paste.bench.ts` measures both parts.
 */

/** Lets input that arrived during the frame be handled first. */
const pauseMs = 30

/**
 * Calls back a short pause after the next frame has been painted.
 *
 * @returns cancels it
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
