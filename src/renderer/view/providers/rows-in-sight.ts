/** One row and the gap below it, in CSS pixels, as the styles of list and row have it. */
export const rowPx = 56

/** Rows kept above and below what is in sight, so that a quick scroll does not outrun them. */
const spare = 8

/**
 * The positions of the rows that there have to be: those in sight with some to spare, and each of
 * `always` wherever it is (the focused row, the dragged one). In order, each once.
 */
export function rowsInSight(
  count: number,
  scrolledRows: number,
  heightPx: number,
  always: readonly number[] = [],
): number[] {
  const inSight = Math.ceil(heightPx / rowPx) + 1
  // A list that got shorter under its scrollbar shows its end at once, not when it is told to.
  const top = Math.max(0, Math.min(scrolledRows, count - inSight))
  const positions = new Set<number>()
  for (let at = top - spare; at < top + inSight + spare; at++) positions.add(at)
  for (const at of always) positions.add(at)
  return [...positions].filter((at) => at >= 0 && at < count).sort((a, b) => a - b)
}
