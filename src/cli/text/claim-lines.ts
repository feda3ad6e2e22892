import {
  childRows,
  type ClaimRow,
  hiddenText,
  isFar,
  type JsonNode,
  type Meaning,
  registry,
  relativeText,
  sizeText,
  utcText,
  valueRemarks,
} from '../../inspector/index.ts'
import { type Paint, shown, shownUpTo } from './terminal.ts'

const widestName = 24
const widestValue = 32
const longestValue = 200

/** One line for each row, with the rows of its members below it. */
export function claimLines(
  rows: readonly ClaimRow[],
  nowSeconds: number,
  paint: Paint,
  margin = '  ',
): string[] {
  const names = rows.map(({ name }) => shownUpTo(name, longestValue))
  const values = rows.map((row) => valueText(row, nowSeconds))
  const [nameWidth, valueWidth] = [widest(names, widestName), widest(values, widestValue)]
  return rows.flatMap((row, index) => {
    const name = paint('cyan', names[index]?.padEnd(nameWidth) ?? '')
    const value = values[index]?.padEnd(valueWidth) ?? ''
    const meaning = row.meaning === null ? '' : paint('dim', `  ${meaningText(row.meaning)}`)
    const below = listed(row)
      ? []
      : claimLines(childRows(row, registry), nowSeconds, paint, `${margin}  `)
    return [`${margin}${name}  ${value}${meaning}`.trimEnd(), ...below]
  })
}

const widest = (texts: readonly string[], limit: number): number =>
  texts.reduce((width, { length }) => (length <= limit ? Math.max(width, length) : width), 0)

/** Names of a scope or an audience, which are listed in one line. */
const listed = ({ reading }: ClaimRow): readonly string[] | null =>
  reading.form === 'scope' || reading.form === 'audience' ? reading.items : null

function valueText(row: ClaimRow, nowSeconds: number): string {
  const { node, reading, flags } = row
  const list = node.kind === 'array' ? listed(row) : null
  return [
    ...(list?.map((item) => `"${shownUpTo(item, longestValue)}"`) ?? [nodeText(node)]),
    ...(reading.form === 'time' ? timeTexts(reading, nowSeconds) : []),
    ...(flags.duplicate ? [valueRemarks.duplicate] : []),
    ...(flags.inexact ? [valueRemarks.inexact] : []),
  ].join(', ')
}

function nodeText(node: JsonNode): string {
  switch (node.kind) {
    case 'string':
      return node.masked
        ? `[${hiddenText(node.masked)}]`
        : `"${shownUpTo(node.value, longestValue)}"`
    case 'number':
      return shownUpTo(node.text, longestValue)
    case 'boolean':
      return String(node.value)
    default:
      return sizeText(node) ?? 'null'
  }
}

function timeTexts(
  { seconds, milliseconds }: { seconds: number; milliseconds: boolean },
  nowSeconds: number,
): string[] {
  const moment = momentText(milliseconds ? seconds / 1000 : seconds, nowSeconds)
  return milliseconds ? [moment, valueRemarks.milliseconds] : [moment]
}

/** `2026-01-31 12:00:00 UTC, in 3 h` */
export function momentText(seconds: number, nowSeconds: number): string {
  const utc = utcText(seconds)
  if (utc === null) return valueRemarks.beyondCalendar
  return isFar(seconds, nowSeconds) ? utc : `${utc}, ${relativeText(seconds, nowSeconds)}`
}

const meaningText = ({ text, source, reference }: Meaning): string =>
  `${shown(text)} (${reference === undefined ? source : `${source}, ${reference}`})`
