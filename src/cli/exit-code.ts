import type { Inspection } from '../inspector/index.ts'

/** 0: readable. 1: a finding is an error. 2: nothing can be read. */
export function exitCode(inspections: readonly Inspection[]): 0 | 1 | 2 {
  if (!inspections.some(isReadable)) return 2
  return inspections.some(holdsError) ? 1 : 0
}

/** A broken token counts where at least its header or its claims are there. */
const isReadable = ({ kind, header, claims }: Inspection): boolean =>
  kind !== 'nothing' && (kind !== 'malformed' || header !== null || claims !== null)

const holdsError = (inspection: Inspection): boolean =>
  inspection.findings.some(({ severity }) => severity === 'error') ||
  insideOf(inspection).some(holdsError)

/** The tokens inside a token that have findings of their own. */
export function insideOf(inspection: Inspection): Inspection[] {
  switch (inspection.kind) {
    case 'jws':
    case 'jwe':
      return inspection.nested === null ? [] : [inspection.nested]
    case 'sd-jwt':
      return inspection.keyBinding === null ? [] : [inspection.keyBinding]
    default:
      return []
  }
}
