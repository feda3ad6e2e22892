/** The height of a row and the gap below it in CSS pixels, as in the styles of list and row. */
export const rowPx = 44

/** Extra rows above and below, so that quick scrolling does not show blank space. */
const spare = 8

/**
 * The positions of the rows to render, sorted and unique: those in sight, some extra ones, and the
 * positions in `always` (the focused and the dragged row).
 */
export function rowsInSight(
  count: number,
  scrolledRows: number,
  heightPx: number,
  always: readonly number[] = [],
): number[] {
  const inSight = Math.ceil(heightPx / rowPx) + 1
  // If the list got shorter, its scroll position is past its end until the next scroll event.
  const top = Math.max(0, Math.min(scrolledRows, count - inSight))
  const positions = new Set<number>()
  for (let at = top - spare; at < top + inSight + spare; at++) positions.add(at)
  for (const at of always) positions.add(at)
  return [...positions].filter((at) => at >= 0 && at < count).sort((a, b) => a - b)
}
