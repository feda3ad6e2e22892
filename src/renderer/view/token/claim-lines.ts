import {
  childRows,
  type ClaimRow,
  type JsonNode,
  registry,
  writeJson,
} from '../../../inspector/index.ts'

/** A row where it stands in the table. */
export interface ClaimLine {
  /** Its indices from the root, since names may repeat: `/3/0`. */
  key: string
  depth: number
  row: ClaimRow
  /** What is in it stands below it. */
  open: boolean
}

/**
 * What a registry says of a row's name, and where, which stays in one line; empty where none knows
 * it.
 */
export function meaningOf({ meaning }: ClaimRow): string {
  if (!meaning) return ''
  const where = meaning.reference ?? meaning.source
  return `${meaning.text} ·\u00a0${where.replaceAll(' ', '\u00a0')}`
}

/** What is copied of a row: a string as it is, anything else as JSON. */
export const copyable = ({ node }: ClaimRow): string =>
  node.kind === 'string' ? node.value : writeJson(node, { indent: 2 })

/** The rows, with what is in those that are unfolded. */
export function unfold(
  rows: readonly ClaimRow[],
  isOpen: (key: string) => boolean,
  prefix = '',
  depth = 0,
): ClaimLine[] {
  return rows.flatMap((row, index) => {
    const key = `${prefix}/${index}`
    const open = isOpen(key)
    const below = open ? unfold(childRows(row, registry), isOpen, key, depth + 1) : []
    return [{ key, depth, row, open }, ...below]
  })
}

/**
 * Every row whose name or value holds a text, below the rows that it is in, with all that a row so
 * named holds.
 *
 * @param query in lower case
 */
export function find(
  rows: readonly ClaimRow[],
  query: string,
  prefix = '',
  depth = 0,
): ClaimLine[] {
  return rows.flatMap((row, index) => {
    const key = `${prefix}/${index}`
    const named = has(row.name, query)
    if (!named && !holds(row.node, query)) return []
    const inside = childRows(row, registry)
    const below = named
      ? unfold(inside, () => true, key, depth + 1)
      : find(inside, query, key, depth + 1)
    return [{ key, depth, row, open: true }, ...below]
  })
}

/** Looks through values without making rows of them. */
function holds(node: JsonNode, query: string): boolean {
  switch (node.kind) {
    case 'object':
      return node.members.some(({ name, value }) => has(name, query) || holds(value, query))
    case 'array':
      return node.items.some((item, index) => has(String(index), query) || holds(item, query))
    case 'string':
      return has(node.value, query)
    case 'number':
      return has(node.text, query)
    case 'boolean':
      return has(String(node.value), query)
    case 'null':
      return has('null', query)
  }
}

const has = (text: string, query: string): boolean => text.toLowerCase().includes(query)
