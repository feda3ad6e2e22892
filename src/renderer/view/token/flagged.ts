import type { Inspection, TokenPart } from '../../../inspector/index.ts'

const roles: Record<'claims' | 'header', readonly TokenPart['role'][]> = {
  claims: ['payload'],
  header: ['header', 'unprotected-header'],
}

/** JSON pointers of the members that errors and warnings are about. */
export function flaggedIn(
  { findings, parts }: Inspection,
  table: 'claims' | 'header',
): ReadonlySet<string> {
  return new Set(
    findings.flatMap(({ severity, place }) => {
      const role = place && parts[place.part]?.role
      const isThere = role !== undefined && roles[table].includes(role)
      return isThere && severity !== 'note' && place?.pointer ? [place.pointer] : []
    }),
  )
}
