import type { JsonMember, JsonNode } from './node.ts'

/**
 * Writes nodes as JSON, with duplicates, order, numbers and escapes as they were read. A masked
 * value is written as its label.
 *
 * @param options `indent` 0 writes no white space; otherwise each member is on a line of its own
 */
export function writeJson(root: JsonNode, options: { indent: number } = { indent: 0 }): string {
  const pieces: string[] = []
  writeNode(root, options.indent, '', pieces)
  return pieces.join('')
}

function writeNode(node: JsonNode, indent: number, margin: string, pieces: string[]) {
  switch (node.kind) {
    case 'string':
      pieces.push(
        node.masked ? JSON.stringify(`[${node.masked.label}]`) : quoted(node.value, node.written),
      )
      break
    case 'number':
      pieces.push(node.text)
      break
    case 'boolean':
      pieces.push(String(node.value))
      break
    case 'null':
      pieces.push('null')
      break
    case 'array':
      writeList(node.items, '[', ']', indent, margin, pieces, (item, inner) => {
        writeNode(item, indent, inner, pieces)
      })
      break
    case 'object':
      writeList(node.members, '{', '}', indent, margin, pieces, (member, inner) => {
        writeMember(member, indent, inner, pieces)
      })
  }
}

function writeMember(member: JsonMember, indent: number, margin: string, pieces: string[]) {
  pieces.push(quoted(member.name, member.nameWritten), indent > 0 ? ': ' : ':')
  writeNode(member.value, indent, margin, pieces)
}

function writeList<Item>(
  items: readonly Item[],
  open: string,
  close: string,
  indent: number,
  margin: string,
  pieces: string[],
  writeItem: (item: Item, margin: string) => void,
) {
  pieces.push(open)
  const inner = margin + ' '.repeat(indent)
  items.forEach((item, index) => {
    if (index > 0) pieces.push(',')
    if (indent > 0) pieces.push('\n', inner)
    writeItem(item, inner)
  })
  if (indent > 0 && items.length > 0) pieces.push('\n', margin)
  pieces.push(close)
}

/** A string without `written` was read without escapes, so it needs none. */
const quoted = (value: string, written: string | undefined): string => `"${written ?? value}"`
