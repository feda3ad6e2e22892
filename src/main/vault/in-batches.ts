/**
 * Runs an action on each item, some at a time: a thousand files opened at once would use up the
 * file handles of the process. The values keep the order of the items.
 */
export async function inBatches<Item, Value>(
  items: readonly Item[],
  size: number,
  action: (item: Item) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = []
  for (let start = 0; start < items.length; start += size) {
    values.push(...(await Promise.all(items.slice(start, start + size).map(action))))
  }
  return values
}
