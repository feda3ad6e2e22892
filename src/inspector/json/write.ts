import type { JsonNode } from './node.ts'

/**
 * Writes nodes as JSON, with duplicates, order, numbers and escapes as they were read. A masked
 * value is written as its label.
 *
 * @param options `indent` 0 writes no white space; otherwise each member is on a line of its own
 * @param margin the white space before the lines of this value
 */
export function writeJson(node: JsonNode, options = { indent: 0 }, margin = ''): string {
  const inner = margin + ' '.repeat(options.indent)
  const [before, between, after] =
    options.indent === 0 ? ['', ',', ''] : [`\n${inner}`, `,\n${inner}`, `\n${margin}`]
  const lined = (pieces: readonly string[]) =>
    pieces.length === 0 ? '' : `${before}${pieces.join(between)}${after}`
  switch (node.kind) {
    case 'string':
      return node.masked
        ? JSON.stringify(`[${node.masked.label}]`)
        : quoted(node.value, node.written)
    case 'number':
      return node.text
    case 'boolean':
      return String(node.value)
    case 'null':
      return 'null'
    case 'array':
      return `[${lined(node.items.map((item) => writeJson(item, options, inner)))}]`
    case 'object': {
      const colon = options.indent === 0 ? ':' : ': '
      const members = node.members.map(
        ({ name, nameWritten, value }) =>
          quoted(name, nameWritten) + colon + writeJson(value, options, inner),
      )
      return `{${lined(members)}}`
    }
  }
}

/** A string without `written` was read without escapes, so it needs none. */
const quoted = (value: string, written: string | undefined): string => `"${written ?? value}"`
