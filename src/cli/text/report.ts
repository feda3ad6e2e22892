import { explain, type FoundIn, type Inspection } from '../../inspector/index.ts'
import { insideOf } from '../exit-code.ts'
import type { Inspected } from '../inspect-all.ts'
import { contentLines } from './content-lines.ts'
import { disclosureLines } from './disclosure-lines.ts'
import { findingLines } from './finding-lines.ts'
import { lifetimeLines } from './lifetime-lines.ts'
import type { Paint } from './paint.ts'
import { counted, shown } from './shown.ts'

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

function tokenLines({ inspection, hashes }: Inspected, nowSeconds: number, paint: Paint): string[] {
  const sections = [
    headLines(inspection, paint),
    partLines(inspection, paint),
    lifetimeLines(inspection.lifetime, nowSeconds, paint),
    ...contentLines(inspection, nowSeconds, paint),
    ...disclosureLines(inspection, hashes.selectiveDisclosure, nowSeconds, paint),
    findingLines(inspection.findings, paint),
    ...insideOf(inspection).map((inner) => insideLines(inner, nowSeconds, paint)),
  ]
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

/** A token inside, moved to the right. */
function insideLines(inner: Inspection, nowSeconds: number, paint: Paint): string[] {
  const hashes = { accessTokenHash: null, selectiveDisclosure: null }
  const lines = tokenLines({ inspection: inner, hashes, name: null }, nowSeconds, paint)
  return [paint('bold', 'Inside'), ...lines.map((line) => (line === '' ? '' : `  ${line}`))]
}

const origins: Record<FoundIn, string | null> = {
  bare: null,
  header: 'an HTTP header',
  cookie: 'a cookie',
  'url-query': "a URL's query",
  'url-fragment': "a URL's fragment",
  form: 'a form body',
  json: 'JSON',
  text: 'a text',
}

function headLines(inspection: Inspection, paint: Paint): string[] {
  const { label, totalBytes, foundIn, stripped } = inspection
  const explanation = explain(inspection)
  const origin = origins[foundIn]
  const facts = [
    ...(origin === null ? [] : [`found in ${origin}`]),
    ...(stripped.length === 0 ? [] : [`without ${stripped.map(shown).join(', ')}`]),
  ]
  return [
    `${paint('bold', label)}, ${counted(totalBytes, 'byte')}`,
    ...facts,
    ...(explanation === null ? [] : [shown(explanation)]),
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
