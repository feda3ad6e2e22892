import { describe, expect, it } from 'vitest'
import type { VerificationFacts } from './verification-facts.ts'
import type { Finding } from '../read/finding.ts'
import { inspect } from '../inspect.ts'
import { inspectHashes } from '../inspect-hashes.ts'
import { findings, judgeVerification } from './index.ts'
import { algorithmRows } from './rows/algorithm-rows.fixture.ts'
import { claimRows } from './rows/claim-rows.fixture.ts'
import { decryptionRows } from './rows/decryption-rows.fixture.ts'
import { exposureRows } from './rows/exposure-rows.fixture.ts'
import { hashRows } from './rows/hash-rows.fixture.ts'
import { headerRows } from './rows/header-rows.fixture.ts'
import { keyRows } from './rows/key-rows.fixture.ts'
import { now, type Row, type Sample } from './rows/mint.fixture.ts'
import { readingRows } from './rows/reading-rows.fixture.ts'
import { timeRows } from './rows/time-rows.fixture.ts'
import { tryRows } from './rows/try-rows.fixture.ts'

const rows: readonly Row[] = [
  ...timeRows,
  ...readingRows,
  ...algorithmRows,
  ...headerRows,
  ...claimRows,
  ...exposureRows,
  ...hashRows,
  ...decryptionRows,
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

async function findingsOf(sample: Sample): Promise<readonly Finding[]> {
  if ('facts' in sample) return judgeVerification({ ...noFacts, ...sample.facts })
  const context = { nowSeconds: now, ...sample.context }
  const hashed = await inspectHashes(sample.text, context)
  return [...inspect(sample.text, context).findings, ...hashed.findings]
}

describe('the findings', () => {
  it('each have a row', () => {
    // src/main/verify/findings.test.ts tries those that need a key.
    const covered = new Set([...rows, ...keyRows].map(({ id }) => id))
    expect(findings.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([])
  })

  tryRows(rows, findingsOf)

  it.each(rows)('$id (row %$) has a place in the token', async ({ id, raises }) => {
    if ('facts' in raises) return
    const { parts } = inspect(raises.text, { nowSeconds: now, ...raises.context })
    for (const { place } of (await findingsOf(raises)).filter((each) => each.id === id)) {
      if (place) expect(parts[place.part]).toBeDefined()
    }
  })

  it('are each defined once', () => {
    const ids = findings.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it.each(findings)('$id says why it matters', ({ why, reference }) => {
    expect(why).toMatch(/^[A-Z].+\.$/)
    for (const sentence of why.split('. '))
      expect(sentence.split(' ').length).toBeLessThanOrEqual(25)
    expect(reference).toMatch(
      /^$|^CVE-[\d-]+$|^UTS 39$|^((RFC \d+|8725bis|OIDC [\w -]+) §[\d., §toRFC]+)$/,
    )
  })
})
