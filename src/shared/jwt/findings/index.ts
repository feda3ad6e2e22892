import type { Finding, Severity } from '../finding.ts'
import type { HashReport } from '../hash-report.ts'
import type { Case, HashRule, Rule } from './rule.ts'

const rules: readonly Rule[] = []

const hashRules: readonly HashRule[] = []

/** What the rules say about a reading, worst first. */
export const judge = (judged: Case): Finding[] => worstFirst(rules.flatMap((rule) => rule(judged)))

/** What the rules say once the hashes are computed, worst first. */
export const judgeHashes = (report: HashReport, judged: Case): Finding[] =>
  worstFirst(hashRules.flatMap((rule) => rule(report, judged)))

const rank: Record<Severity, number> = { error: 0, warning: 1, note: 2 }

/** Stable: within a severity the order of the rules stays. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => rank[a.severity] - rank[b.severity])
