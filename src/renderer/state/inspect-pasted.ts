import {
  accessTokenBeside,
  findTokens,
  type FoundToken,
  inspectHashes,
  type Inspection,
  type InspectionContext,
  inspectToken,
  worstFirst,
} from '../../inspector/index.ts'

/**
 * The inspector in the page, for pasted text alone, which never leaves it. In a file of its own so
 * that it loads after the window has opened.
 */

export { accessTokenBeside, findTokens }

const contextOf = (
  { slot, foundIn }: FoundToken,
  nowMs: number,
  accessToken?: string,
): InspectionContext => ({
  nowSeconds: nowMs / 1000,
  foundIn,
  ...(slot && { slot }),
  ...(accessToken !== undefined && { accessToken }),
})

export const inspectFound = (token: FoundToken, nowMs: number): Inspection =>
  inspectToken(token, contextOf(token, nowMs))

/** What was pasted is painted by then: hashing reads the token a second time. */
const pauseMs = 50

/**
 * The same with what needed hashing: the digests of an SD-JWT, and the `at_hash` of an ID token.
 *
 * @param accessToken what was pasted with an ID token
 */
export async function inspectDigests(
  token: FoundToken,
  inspection: Inspection,
  nowMs: number,
  accessToken?: string,
): Promise<Inspection> {
  if (inspection.kind !== 'sd-jwt' && accessToken === undefined) return inspection
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
  const context = contextOf(token, nowMs, accessToken)
  const { report, findings } = await inspectHashes(token.text, context)
  const claims = report.selectiveDisclosure?.claims ?? inspection.claims
  return { ...inspection, claims, findings: worstFirst([...inspection.findings, ...findings]) }
}
