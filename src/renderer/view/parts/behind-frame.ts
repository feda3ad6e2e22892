/** What waits for the next frame, by the pause behind it: one callback and one timer for all. */
const waiting = new Map<number, Set<() => void>>()

/** Runs something so long behind the next frame, unless the function that this gives is called first. */
export function behindFrame(pauseMs: number, run: () => void): () => void {
  const together = waiting.get(pauseMs) ?? waitTogether(pauseMs)
  together.add(run)
  return () => together.delete(run)
}

function waitTogether(pauseMs: number): Set<() => void> {
  const together = new Set<() => void>()
  waiting.set(pauseMs, together)
  requestAnimationFrame(() => {
    waiting.delete(pauseMs)
    setTimeout(() => {
      for (const run of together) run()
    }, pauseMs)
  })
  return together
}
