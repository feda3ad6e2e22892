import { type Inspection, tokensInside } from '../inspector/index.ts'

/** 0: readable. 1: a finding is an error. 2: nothing can be read. */
export function exitCode(inspections: readonly Inspection[]): 0 | 1 | 2 {
  if (!inspections.some(isReadable)) return 2
  return inspections.some(holdsError) ? 1 : 0
}

/** A broken token is readable where at least its header or its claims are. */
const isReadable = ({ kind, header, claims }: Inspection): boolean =>
  kind !== 'nothing' && (kind !== 'malformed' || header !== null || claims !== null)

const holdsError = (inspection: Inspection): boolean =>
  inspection.findings.some(({ severity }) => severity === 'error') ||
  tokensInside(inspection).some(({ inside }) => holdsError(inside))
