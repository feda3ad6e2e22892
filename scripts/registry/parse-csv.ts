/**
 * Parses CSV (RFC 4180). The first row names the columns; the others become one record each.
 *
 * @throws Error if a quote is not closed, or a row has more fields than there are columns
 */
export function parseCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = splitRows(text)
  if (header === undefined) return []
  return rows.map((row, index) => {
    if (row.length > header.length) throw new Error(`row ${index + 2} has too many fields`)
    return Object.fromEntries(header.map((column, at) => [column, row[at] ?? '']))
  })
}

/** One field, `"quoted ""text"""` or plain text, with the comma or line break after it. */
const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y

function splitRows(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let position = 0
  while (position < text.length) {
    field.lastIndex = position
    const match = field.exec(text)
    if (match === null) throw new Error(`no field can be read at character ${position}`)
    position = field.lastIndex
    row.push((match[1] ?? match[2] ?? '').replaceAll('""', '"'))
    if (match[3] === ',' && position < text.length) continue
    rows.push(row)
    row = []
  }
  return rows
}
