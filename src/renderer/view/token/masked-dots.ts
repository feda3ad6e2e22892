/** Dots for a whole token: a few lines of the rail, however long it is. */
const mostDots = 140

/** How many dots stand for each part: a share of them by its length, and at least one. */
export function dotsOf(lengths: readonly number[]): number[] {
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  const each = Math.max(1, whole / mostDots)
  return lengths.slice(0, mostDots).map((length) => Math.max(1, Math.round(length / each)))
}
