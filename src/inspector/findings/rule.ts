import type { InspectionContext } from '../read/context.ts'
import type { Finding } from '../read/finding.ts'
import type { HashReport } from '../hashes/hash-report.ts'
import type { Reading } from '../read/inspection.ts'
import type { Lifetime } from '../lifetime/lifetime.ts'

/**
 * What a rule may look at. Where the inspection crosses between the processes, values that are tokens
 * are masked already; elsewhere a rule must not quote one.
 */
export interface Case {
  reading: Reading
  lifetime: Lifetime
  context: InspectionContext
}

/** One row or a few of the catalogue. Pure, never throws, linear in the reading. */
export type Rule = (judged: Case) => readonly Finding[]

/** The same for what needed hashing first. */
export type HashRule = (report: HashReport, judged: Case) => readonly Finding[]
