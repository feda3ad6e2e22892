import { expect, it } from 'vitest'
import type { Finding } from '../../read/finding.ts'
import { findings } from '../index.ts'
import type { Row } from './mint.fixture.ts'

/** Tests each row. `findingsOf` returns the findings about a sample. */
export function tryRows<Shown>(
  rows: readonly Row<Shown>[],
  findingsOf: (shown: Shown) => Promise<readonly Finding[]>,
): void {
  it.each(rows)('$id (row %$) is raised', async ({ id, severity, says, raises }) => {
    const raised = (await findingsOf(raises)).filter((finding) => finding.id === id)
    expect(raised).not.toHaveLength(0)
    const expected = severity ?? findings.find((each) => each.id === id)?.severity
    expect(new Set(raised.map((finding) => finding.severity))).toEqual(new Set([expected]))
    if (says) expect(raised.map(({ text }) => text).join('\n')).toMatch(says)
  })

  it.each(rows)('$id (row %$) spares its near miss', async ({ id, severity, spares }) => {
    const raised = (await findingsOf(spares)).filter(
      (finding) => finding.id === id && (severity === undefined || finding.severity === severity),
    )
    expect(raised).toEqual([])
  })

  it.each(rows)('$id (row %$) is a label', async ({ id, raises }) => {
    for (const { text } of (await findingsOf(raises)).filter((each) => each.id === id)) {
      expect(text).toMatch(/^[^a-z\s].*[^.]$|^[a-z][\w.#]* .*[^.]$/u)
      expect(wordsOf(text).length).toBeLessThanOrEqual(14)
      expect(text).not.toMatch(/undefined|\[object|NaN/)
    }
  })
}

/** Values of the token and moments count as one word each. */
const wordsOf = (text: string): string[] =>
  text.replace(/"[^"]*"|\d{4}-\S+ \S+ UTC|\([^)]*\)/g, 'value').split(' ')
