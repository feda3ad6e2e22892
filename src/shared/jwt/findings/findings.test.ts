import { describe, expect, it } from 'vitest'
import type { VerificationFacts } from '../../verification.ts'
import type { Finding } from '../finding.ts'
import { inspect } from '../inspect.ts'
import { catalogue } from './catalogue.ts'
import { judgeHashes } from './index.ts'
import { algorithmRows } from './rows/algorithm-rows.fixture.ts'
import { claimRows } from './rows/claim-rows.fixture.ts'
import { exposureRows } from './rows/exposure-rows.fixture.ts'
import { hashRows } from './rows/hash-rows.fixture.ts'
import { headerRows } from './rows/header-rows.fixture.ts'
import { keyRows } from './rows/key-rows.fixture.ts'
import { now, type Row, type Sample } from './rows/mint.fixture.ts'
import { readingRows } from './rows/reading-rows.fixture.ts'
import { timeRows } from './rows/time-rows.fixture.ts'
import { judgeVerification } from './verification.ts'

const rows: readonly Row[] = [
  ...timeRows,
  ...readingRows,
  ...algorithmRows,
  ...keyRows,
  ...headerRows,
  ...claimRows,
  ...exposureRows,
  ...hashRows,
]

const noFacts: VerificationFacts = {
  keyCandidates: null,
  keyIdInHeader: false,
  algorithm: null,
  signatureBytes: null,
  rsaModulusBits: null,
  rsaModulusBytes: null,
  hmac: null,
  certificates: null,
  encryption: null,
}

function findingsOf(sample: Sample): readonly Finding[] {
  if ('facts' in sample) return judgeVerification({ ...noFacts, ...sample.facts })
  const context = { nowSeconds: now, ...sample.context }
  const inspection = inspect(sample.text, context)
  if (!('report' in sample)) return inspection.findings
  const report = { accessTokenHash: null, selectiveDisclosure: null, ...sample.report }
  return judgeHashes(report, { reading: inspection, lifetime: inspection.lifetime, context })
}

const cases = rows.map((row, index) => ({ ...row, name: `${row.id} (row ${index + 1})` }))

describe('the findings', () => {
  it('each have a row', () => {
    const covered = new Set(rows.map(({ id }) => id))
    expect(Object.keys(catalogue).filter((id) => !covered.has(id as Row['id']))).toEqual([])
  })

  it.each(cases)('$name is raised', ({ id, severity, says, raises }) => {
    const raised = findingsOf(raises).filter((finding) => finding.id === id)
    expect(raised).not.toHaveLength(0)
    const expected = severity ?? catalogue[id].severity
    expect(new Set(raised.map((finding) => finding.severity))).toEqual(new Set([expected]))
    if (says) expect(raised.map(({ text }) => text).join('\n')).toMatch(says)
  })

  it.each(cases)('$name spares its near miss', ({ id, severity, spares }) => {
    const raised = findingsOf(spares).filter(
      (finding) => finding.id === id && (severity === undefined || finding.severity === severity),
    )
    expect(raised).toEqual([])
  })

  it.each(cases)('$name is a sentence with a place in the token', ({ id, raises }) => {
    for (const finding of findingsOf(raises).filter((each) => each.id === id)) {
      expect(finding.text).toMatch(/^[^a-z\s].*[.]$|^[a-z][\w.#]* .*[.]$/u)
      expect(finding.text).not.toMatch(/undefined|\[object|NaN/)
      if (finding.place === undefined || 'facts' in raises) continue
      const inspection = inspect(raises.text, { nowSeconds: now, ...raises.context })
      expect(inspection.parts[finding.place.part]).toBeDefined()
    }
  })

  it.each(Object.entries(catalogue))('%s says why it matters', (_, { why, reference }) => {
    expect(why).toMatch(/^[A-Z].+\.$/)
    expect(reference).toMatch(/^$|^(RFC \d+|8725bis|OIDC|CVE-|UTS )/)
  })
})
