import type { FindingId, Severity } from '../read/finding.ts'
import { algorithmEntries } from './catalogue-algorithm.ts'
import { claimEntries } from './catalogue-claims.ts'
import { headerEntries } from './catalogue-header.ts'
import { readingEntries } from './catalogue-reading.ts'
import { timeEntries } from './catalogue-time.ts'

/** What is the same each time a finding is raised. */
export interface Entry {
  /** Unless the rule knows better: three rows have two severities. */
  severity: Severity
  /** Why it matters, in one or two sentences. */
  why: string
  /** `8725bis` is draft-ietf-oauth-rfc8725bis; empty where plain arithmetic is the reason. */
  reference: string
}

export type Entries = Partial<Record<FindingId, Entry>>

/** Every finding there is: one that is missing here does not compile. */
export const catalogue: Record<FindingId, Entry> = {
  ...timeEntries,
  ...readingEntries,
  ...algorithmEntries,
  ...headerEntries,
  ...claimEntries,
}
