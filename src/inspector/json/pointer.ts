import type { JsonArray, JsonNode, JsonObject } from './node.ts'

/** A longer pointer shows nobody the way, and a hostile text can make them enormous. */
const longestPointer = 1000

/** One more step of a JSON pointer (RFC 6901 3). */
export const pointerStep = (name: string): string =>
  `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

/**
 * The pointer of the innermost value at an offset of the text that was read; an offset in a member's
 * name points to the member. null where it would be too long. Takes depth times log(members) steps.
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
  /** Absent where the offset is in the name. */
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

/** Index of the last item that begins at or before the offset; -1 where none does. */
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
