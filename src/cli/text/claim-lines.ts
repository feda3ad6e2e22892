import {
  childRows,
  type ClaimRow,
  type JsonNode,
  type Meaning,
  registry,
  relativeText,
  utcText,
} from '../../inspector/index.ts'
import type { Paint } from './paint.ts'
import { counted, shown, shownUpTo } from './shown.ts'

const widestName = 24
const widestValue = 32
const longestValue = 200

/** One line for each row, and those of its members below it. */
export function claimLines(
  rows: readonly ClaimRow[],
  nowSeconds: number,
  paint: Paint,
  margin = '  ',
): string[] {
  const cells = rows.map((row) => {
    const values = listed(row)
    return {
      row,
      name: shownUpTo(row.name, longestValue),
      value: valueText(row, values, nowSeconds),
      unfold: values === null,
    }
  })
  const nameWidth = widest(
    cells.map(({ name }) => name),
    widestName,
  )
  const valueWidth = widest(
    cells.map(({ value }) => value),
    widestValue,
  )
  return cells.flatMap(({ row, name, value, unfold }) => {
    const line = `${margin}${paint('cyan', name.padEnd(nameWidth))}  ${value.padEnd(valueWidth)}`
    const meaning = row.meaning === null ? '' : paint('dim', `  ${meaningText(row.meaning)}`)
    const below = unfold
      ? claimLines(childRows(row, registry), nowSeconds, paint, `${margin}  `)
      : []
    return [`${line}${meaning}`.trimEnd(), ...below]
  })
}

const widest = (texts: readonly string[], limit: number): number =>
  texts.reduce((width, { length }) => (length <= limit ? Math.max(width, length) : width), 0)

/** Names of a scope or an audience, which stand in one line. */
const listed = ({ reading }: ClaimRow): readonly string[] | null =>
  reading.form === 'scope' || reading.form === 'audience' ? reading.items : null

function valueText(row: ClaimRow, list: readonly string[] | null, nowSeconds: number): string {
  const { node, reading, flags } = row
  const written =
    list !== null && node.kind === 'array'
      ? list.map((item) => `"${shownUpTo(item, longestValue)}"`).join(', ')
      : nodeText(node)
  const remarks = [
    ...(reading.form === 'time' ? [timeText(reading, nowSeconds)] : []),
    ...(flags.duplicate ? ['duplicate name'] : []),
    ...(flags.inexact ? ['most parsers round it'] : []),
  ]
  return [written, ...remarks].join(', ')
}

function nodeText(node: JsonNode): string {
  switch (node.kind) {
    case 'string':
      return node.masked
        ? `[${node.masked.label}, ${counted(node.masked.length, 'character')}, left out]`
        : `"${shownUpTo(node.value, longestValue)}"`
    case 'number':
      return shownUpTo(node.text, longestValue)
    case 'boolean':
      return String(node.value)
    case 'null':
      return 'null'
    case 'array':
      return node.items.length === 0 ? '[]' : counted(node.items.length, 'element')
    case 'object':
      return node.members.length === 0 ? '{}' : counted(node.members.length, 'member')
  }
}

function timeText(
  { seconds, milliseconds }: { seconds: number; milliseconds: boolean },
  nowSeconds: number,
): string {
  const at = milliseconds ? seconds / 1000 : seconds
  const moment = momentText(at, nowSeconds)
  return milliseconds ? `${moment}, read as milliseconds` : moment
}

/** `2026-01-31 12:00:00 UTC, in 3 h` */
export function momentText(seconds: number, nowSeconds: number): string {
  const utc = utcText(seconds)
  return utc === null ? 'beyond the calendar' : `${utc}, ${relativeText(seconds, nowSeconds)}`
}

const meaningText = ({ text, source, reference }: Meaning): string =>
  `${shown(text)} (${reference === undefined ? source : `${source}, ${reference}`})`
