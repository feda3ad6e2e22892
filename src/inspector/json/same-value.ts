import { finiteNumber } from './access.ts'
import type { JsonNode } from './node.ts'

/** Whether two values mean the same to a JSON parser: members in any order, numbers as doubles. */
export const sameValue = (a: JsonNode, b: JsonNode): boolean => canonical(a) === canonical(b)

function canonical(node: JsonNode): string {
  switch (node.kind) {
    case 'object': {
      const byName = new Map(node.members.map(({ name, value }) => [name, value]))
      const entries = [...byName].map(
        ([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`,
      )
      return `{${entries.toSorted().join(',')}}`
    }
    case 'array':
      return `[${node.items.map(canonical).join(',')}]`
    case 'number':
      return String(finiteNumber(node.text) ?? node.text)
    case 'null':
      return 'null'
    default:
      return JSON.stringify(node.value)
  }
}
