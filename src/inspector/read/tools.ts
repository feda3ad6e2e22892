import type { InspectionContext } from './context.ts'
import type { Inspection } from './inspection.ts'
import type { Work } from '../encoding/work.ts'

/** What the readers of the kinds are given beside the token. */
export interface ReadingTools {
  work: Work
  context: InspectionContext
  /** Reads a token inside the token; null where there is none, or too many around it already. */
  inspectInside(text: string, inside: NonNullable<InspectionContext['inside']>): Inspection | null
}
