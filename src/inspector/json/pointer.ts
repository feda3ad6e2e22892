import type { JsonArray, JsonNode, JsonObject } from './node.ts'

/** Longer pointers help nobody, and a hostile text can make them enormous. */
const longestPointer = 1000

/** One step of a JSON pointer (RFC 6901 §3). */
export const pointerStep = (name: string): string =>
  `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

/**
 * Pointer to the innermost value at an offset of the text that was read. An offset in the name of a
 * member points to the member. null if the pointer would be too long. Takes depth times
 * log(members) steps.
 */
export function pointerAt(root: JsonNode, offset: number): string | null {
  let pointer = ''
  let node: JsonNode | undefined = root
  while (node !== undefined) {
    const step: Step | null =
      node.kind === 'object' || node.kind === 'array' ? stepInto(node, offset) : null
    if (step === null) return pointer
    if (pointer.length + step.name.length > longestPointer) return null
    pointer += pointerStep(step.name)
    node = step.node
  }
  return pointer
}

interface Step {
  name: string
  /** Absent if the offset is in the name. */
  node?: JsonNode
}

function stepInto(node: JsonObject | JsonArray, offset: number): Step | null {
  if (node.kind === 'array') {
    const index = lastUpTo(node.items, (item) => item.start, offset)
    const item = node.items[index]
    return item !== undefined && offset < item.end ? { name: String(index), node: item } : null
  }
  const member = node.members[lastUpTo(node.members, (each) => each.nameStart, offset)]
  if (member === undefined || offset >= member.value.end) return null
  const { name, value } = member
  return offset < value.start ? { name } : { name, node: value }
}

/** Index of the last item that starts at or before the offset; -1 if none does. */
function lastUpTo<Item>(
  items: readonly Item[],
  startOf: (item: Item) => number,
  offset: number,
): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = items[middle]
    if (item !== undefined && startOf(item) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
