interface Rate {
  most: number
  withinMs: number
}

/**
 * A limit for what a person does now and then and a program could do a thousand times.
 *
 * @returns a function that takes one turn; false where there were too many
 */
export function createRateLimit({ most, withinMs }: Rate, now: () => number): () => boolean {
  let takenMs: number[] = []
  return () => {
    const nowMs = now()
    // Also forgets what a clock that was set back puts into the future.
    takenMs = takenMs.filter((atMs) => Math.abs(nowMs - atMs) < withinMs)
    if (takenMs.length >= most) return false
    takenMs.push(nowMs)
    return true
  }
}
