/**
 * RFC 4180: fields between commas, quoted where they hold a comma, a quote or a line break. The
 * first row names the columns; what comes back is one record for each row after it.
 *
 * @throws where a quote is never closed, or a row has more fields than there are columns
 */
export function parseCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = splitRows(text)
  if (header === undefined) return []
  return rows.map((row, index) => {
    if (row.length > header.length) throw new Error(`row ${index + 2} has too many fields`)
    return Object.fromEntries(header.map((column, at) => [column, row[at] ?? '']))
  })
}

/** One field with what ends it: `"quoted ""text"""` or plain text, then a comma or a line end. */
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
