import type { Row } from './row.ts'

const columns = ['', 'what', 'measured', 'target', 'against']

/** The rows as a text table: `ok`, `MISSED`, or nothing for a row without a target. */
export function table(rows: readonly Row[]): string {
  const cells = [columns, ...rows.map(cellsOf)]
  const widths = columns.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  )
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return lines.join('\n')
}

const cellsOf = ({ what, measured, target, against, holds }: Row): string[] => [
  holds === null ? '' : holds ? 'ok' : 'MISSED',
  what,
  measured,
  target ?? '',
  against,
]
