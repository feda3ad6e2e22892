import {
  childRows,
  type ClaimRow,
  type JsonNode,
  registry,
  type Section,
  writeJson,
} from '../../../inspector/index.ts'

/** A row and its position in the table. */
export interface ClaimLine {
  /** Its indices from the root, such as `/3/0`. Names may repeat. */
  key: string
  depth: number
  row: ClaimRow
  /** Unfolded: its children follow. */
  open: boolean
}

/** The registered meaning of a row's name; empty if no registry has it. */
export const meaningOf = ({ meaning }: ClaimRow): string => meaning?.text ?? ''

/** Where that is registered. Does not break across lines. */
export const referenceOf = ({ meaning }: ClaimRow): string =>
  (meaning?.reference ?? meaning?.source ?? '').replaceAll(' ', '\u00a0')

/** Names are in a font of one width, so that the longest is the widest. */
export const longestName = (sections: readonly (Section | undefined)[]): number =>
  sections
    .flatMap((section) => (section && 'object' in section ? section.object.members : []))
    .reduce((most, { name }) => Math.max(most, name.length), 4)

/** A string as it is, anything else as JSON. */
export const copyable = ({ node }: ClaimRow): string =>
  node.kind === 'string' ? node.value : writeJson(node, { indent: 2 })

/** The rows, each followed by its children if it is unfolded. */
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
 * The rows whose name or value contains a text, with their ancestors. If a name contains it, with all
 * its descendants.
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

/** Searches values without creating rows for them. */
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
