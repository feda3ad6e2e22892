import type { InspectionContext } from '../../shared/jwt/context.ts'
import type { Inspection } from '../../shared/jwt/inspection.ts'
import { inspectHashes } from '../../shared/jwt/inspect-hashes.ts'
import { inspectToken } from '../../shared/jwt/inspect.ts'
import { worstFirst } from '../../shared/jwt/findings/index.ts'
import { findTokens } from '../../shared/jwt/paste/find-tokens.ts'
import type { FoundToken } from '../../shared/jwt/paste/found-token.ts'

/**
 * The inspector in the page, for pasted text alone, which never leaves it. In a file of its own so
 * that it loads after the window has opened.
 */

export { findTokens }

const contextOf = ({ slot, foundIn }: FoundToken, nowMs: number): InspectionContext => ({
  nowSeconds: nowMs / 1000,
  foundIn,
  ...(slot && { slot }),
})

export const inspectFound = (token: FoundToken, nowMs: number): Inspection =>
  inspectToken(token, contextOf(token, nowMs))

/** The same with what needed hashing: only an SD-JWT has anything more to say then. */
export async function inspectDigests(
  token: FoundToken,
  inspection: Inspection,
  nowMs: number,
): Promise<Inspection> {
  if (inspection.kind !== 'sd-jwt') return inspection
  const { report, findings } = await inspectHashes(token.text, contextOf(token, nowMs))
  const claims = report.selectiveDisclosure?.claims ?? inspection.claims
  return { ...inspection, claims, findings: worstFirst([...inspection.findings, ...findings]) }
}
