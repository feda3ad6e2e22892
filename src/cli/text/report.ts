import {
  claimRows,
  counted,
  explain,
  type Finding,
  headerRows,
  type Inspection,
  type Lifetime,
  type LifetimeState,
  originText,
  registry,
  type Section,
  sectionsOf,
  type Severity,
  stateAt,
  stateLine,
  tokensInside,
  writeJson,
} from '../../inspector/index.ts'
import { type Inspected, nothingHashed } from '../inspect-all.ts'
import { claimLines, momentText } from './claim-lines.ts'
import { type Paint, shown, shownUpTo, type Style } from './terminal.ts'

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
  const { inspection } = inspected
  const all = sectionsOf(inspection)
  const headers = all.filter((section) => 'table' in section && section.table === 'header')
  const contents = all.filter((section) => !headers.includes(section))
  const sections = [
    headLines(inspected, paint),
    partLines(inspection, paint),
    lifetimeLines(inspection.lifetime, nowSeconds, paint),
    ...[...headers, ...contents].map((section) => sectionLines(section, nowSeconds, paint)),
    ...disclosureLines(inspected, nowSeconds, paint),
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

/**
 * The claims of an SD-JWT with everything that was disclosed in its place (RFC 9901 7.1), and where
 * each disclosure belongs.
 */
function disclosureLines(
  { inspection, hashes: { selectiveDisclosure } }: Inspected,
  nowSeconds: number,
  paint: Paint,
): string[][] {
  if (!selectiveDisclosure?.claims || inspection.kind !== 'sd-jwt') return []
  const { claims: object, disclosures, undisclosed } = selectiveDisclosure
  const places = inspection.disclosures.map(({ form, name }, index) => {
    const what = form === 'member' ? shown(name ?? '') : `array element ${index + 1}`
    const pointer = disclosures[index]?.pointer
    if (form === 'unreadable') return `  disclosure ${index + 1}: unreadable`
    return `  ${what}: ${pointer ? `at ${shown(pointer)}` : 'no matching digest'}`
  })
  const title = 'Claims with disclosures'
  const withheld = `  ${counted(undisclosed, 'digest')} without a disclosure (withheld claims or decoys)`
  return [
    [
      ...sectionLines({ title, table: 'claims', object }, nowSeconds, paint),
      ...(undisclosed === 0 ? [] : [withheld]),
    ],
    places.length === 0 ? [] : [paint('bold', 'Disclosures'), ...places],
  ]
}

/** The state of a token and its times; empty for a token that names none. */
function lifetimeLines(lifetime: Lifetime, nowSeconds: number, paint: Paint): string[] {
  const { issuedAt, notBefore, expiry } = lifetime
  const end = expiry.source === 'unknown' ? null : expiry.atSeconds
  const rows: [string, string][] = []
  if (issuedAt) rows.push(['issued', momentText(issuedAt.seconds, nowSeconds)])
  if (notBefore) rows.push(['not before', momentText(notBefore.seconds, nowSeconds)])
  if (typeof end === 'number') rows.push(['expires', momentText(end, nowSeconds)])
  if (rows.length === 0) return []
  const state = stateAt(lifetime, nowSeconds)
  return [
    `${paint('bold', 'Lifetime')}: ${paint(stateStyles[state.state], stateLine(state, nowSeconds))}`,
    ...rows.map(([name, moment]) => `  ${name.padEnd('not before'.length)}  ${moment}`),
  ]
}

const stateStyles: Record<LifetimeState['state'], Style> = {
  'not-yet': 'red',
  active: 'bold',
  soon: 'bold',
  'never-ends': 'yellow',
  unknown: 'yellow',
  expired: 'red',
}

const severityStyles: Record<Severity, Style> = { error: 'red', warning: 'yellow', note: 'dim' }
const severities: readonly Severity[] = ['error', 'warning', 'note']
const findingMargin = ' '.repeat('  warning  '.length)

/** Each finding with its text, its reason and its reference, in the given order. */
function findingLines(findings: readonly Finding[], paint: Paint): string[] {
  const title = paint('bold', 'Findings')
  if (findings.length === 0) return [`${title}: none`]
  const counts = severities.flatMap((severity) => {
    const { length } = findings.filter((each) => each.severity === severity)
    return length === 0 ? [] : [counted(length, severity)]
  })
  return [
    `${title}: ${counts.join(', ')}`,
    ...findings.flatMap(({ severity, text, why, id, reference }) => [
      `  ${paint(severityStyles[severity], severity.padEnd('warning'.length))}  ${shown(text)}`,
      `${findingMargin}${shown(why)}`,
      paint('dim', `${findingMargin}${reference === '' ? id : `${id}, ${reference}`}`),
    ]),
  ]
}
