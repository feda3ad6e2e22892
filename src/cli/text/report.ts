import {
  claimRows,
  counted,
  explain,
  headerRows,
  type Inspection,
  originText,
  registry,
  type Section,
  sectionsOf,
  tokensInside,
  writeJson,
} from '../../inspector/index.ts'
import { type Inspected, nothingHashed } from '../inspect-all.ts'
import { claimLines } from './claim-lines.ts'
import { findingLines } from './finding-lines.ts'
import { lifetimeLines } from './lifetime-lines.ts'
import { type Paint, shown, shownUpTo } from './terminal.ts'

/** The inspections as text, one after the other, the findings of each last. */
export function report(all: readonly Inspected[], nowSeconds: number, paint: Paint): string {
  const texts = all.map((inspected, index) => {
    const { name } = inspected
    const called = name === null ? '' : `: ${shown(name)}`
    const title =
      all.length > 1 ? [paint('bold', `Token ${index + 1} of ${all.length}${called}`), ''] : []
    return [...title, ...tokenLines(inspected, nowSeconds, paint)].join('\n')
  })
  return `${texts.join('\n\n\n')}\n`
}

function tokenLines(inspected: Inspected, nowSeconds: number, paint: Paint): string[] {
  const { inspection, hashes } = inspected
  const all = sectionsOf(inspection)
  const headers = all.filter((section) => 'table' in section && section.table === 'header')
  const contents = all.filter((section) => !headers.includes(section))
  const sections = [
    headLines(inspected, paint),
    partLines(inspection, paint),
    lifetimeLines(inspection.lifetime, nowSeconds, paint),
    ...[...headers, ...contents].map((section) => sectionLines(section, nowSeconds, paint)),
    ...disclosureLines(hashes, nowSeconds, paint),
    findingLines(inspection.findings, paint),
    ...tokensInside(inspection).map(({ title, inside }) => {
      const inner = { inspection: inside, hashes: nothingHashed, name: null }
      const lines = tokenLines(inner, nowSeconds, paint)
      return [paint('bold', title), ...lines.map((line) => (line === '' ? '' : `  ${line}`))]
    }),
  ]
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

function headLines({ inspection, name }: Inspected, paint: Paint): string[] {
  const { label, totalBytes, foundIn, stripped } = inspection
  const origin = originText({ foundIn, name, stripped })
  return [
    `${paint('bold', label)}, ${counted(totalBytes, 'byte')}`,
    ...(origin === '' ? [] : [shown(origin)]),
    ...explain(inspection).map(shown),
  ]
}

const mostParts = 50

function partLines({ parts }: Inspection, paint: Paint): string[] {
  if (parts.length < 2) return []
  const listed = parts.slice(0, mostParts)
  const width = Math.max(...listed.map(({ name }) => name.length))
  const left = parts.length - listed.length
  return [
    paint('bold', 'Parts'),
    ...listed.map(({ name, length, bytes }) => {
      const decoded = bytes === null ? '' : `, ${counted(bytes, 'byte')} decoded`
      return `  ${name.padEnd(width)}  ${counted(length, 'character')}${decoded}`
    }),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ]
}

const longestText = 2000

function sectionLines(section: Section, nowSeconds: number, paint: Paint): string[] {
  const title = paint('bold', section.title)
  if ('object' in section) {
    const { object, table } = section
    const rows = table === 'header' ? headerRows(object, registry) : claimRows(object, registry)
    return [rows.length === 0 ? `${title}: none` : title, ...claimLines(rows, nowSeconds, paint)]
  }
  const text = 'json' in section ? writeJson(section.json) : section.text
  return [title, `  ${shownUpTo(text, longestText)}`]
}

/** The claims of an SD-JWT with everything that was disclosed in its place (RFC 9901 7.1). */
function disclosureLines(
  { selectiveDisclosure }: Inspected['hashes'],
  nowSeconds: number,
  paint: Paint,
): string[][] {
  if (!selectiveDisclosure?.claims) return []
  const { claims: object, undisclosed } = selectiveDisclosure
  const title = 'Claims with what was disclosed'
  const withheld = `  ${counted(undisclosed, 'digest')} without a disclosure: withheld claims, or decoys`
  return [
    [
      ...sectionLines({ title, table: 'claims', object }, nowSeconds, paint),
      ...(undisclosed === 0 ? [] : [withheld]),
    ],
  ]
}
