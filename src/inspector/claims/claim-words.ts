import type { JsonNode } from '../json/node.ts'
import { counted } from '../words/count.ts'

/** Remarks beside a value. */
export const valueRemarks = {
  duplicate: 'duplicate name',
  inexact: 'rounded by most parsers',
  milliseconds: 'read as milliseconds',
  beyondCalendar: 'outside the calendar',
}

/** Stands for an object or an array: `1 member`, `[]`; null for other values. */
export function sizeText(node: JsonNode): string | null {
  if (node.kind === 'array') {
    return node.items.length === 0 ? '[]' : counted(node.items.length, 'item')
  }
  if (node.kind !== 'object') return null
  return node.members.length === 0 ? '{}' : counted(node.members.length, 'property', 'properties')
}
