import {
  type Disclosure,
  type Inspection,
  type SelectiveDisclosureReport,
  writeJson,
} from '../../inspector/index.ts'
import { claimSection } from './content-lines.ts'
import type { Paint } from './paint.ts'
import { counted, shownUpTo } from './shown.ts'

const longestValue = 200

/** SD-JWT (RFC 9901): what was disclosed, and the claims with all of it in its place. */
export function disclosureLines(
  inspection: Inspection,
  report: SelectiveDisclosureReport | null,
  nowSeconds: number,
  paint: Paint,
): string[][] {
  if (inspection.kind !== 'sd-jwt') return []
  const { disclosures, hashAlgorithm } = inspection
  const { undisclosed = 0, claims = null } = report ?? {}
  const found = disclosures.length === 0 ? 'none' : hashAlgorithm
  const section = [
    `${paint('bold', 'Disclosures')}: ${found}`,
    ...disclosures.map((each, index) =>
      disclosureLine(each, report?.disclosures[index]?.pointer ?? null, paint),
    ),
    ...(undisclosed === 0 ? [] : [withheld(undisclosed)]),
  ]
  const title = 'Claims with what was disclosed'
  return claims === null ? [section] : [section, claimSection(title, claims, nowSeconds, paint)]
}

/** @param pointer where it goes in the claims; null where nothing refers to it */
function disclosureLine(
  { form, name, value }: Disclosure,
  pointer: string | null,
  paint: Paint,
): string {
  const cells = [
    paint('cyan', shownUpTo(form === 'member' ? (name ?? '') : form, longestValue)),
    ...(value === null ? [] : [shownUpTo(writeJson(value), longestValue)]),
    ...(pointer === null ? [] : [paint('dim', `at ${shownUpTo(pointer, longestValue)}`)]),
  ]
  return `  ${cells.join('  ')}`
}

const withheld = (digests: number): string =>
  `  ${counted(digests, 'digest')} without a disclosure: withheld claims, or decoys`
