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
 * The inspector in the page, for pasted text only, which never leaves it. In a file of its own so
 * that it can be loaded after the window has opened.
 */

export { accessTokenBeside, findTokens }

const contextOf = ({ slot, foundIn }: FoundToken, nowMs: number): InspectionContext => ({
  nowSeconds: nowMs / 1000,
  foundIn,
  slot: slot ?? undefined,
})

export const inspectFound = (token: FoundToken, nowMs: number): Inspection =>
  inspectToken(token, contextOf(token, nowMs))

/** Lets the token be painted before hashing reads it a second time. */
const pauseMs = 50

/**
 * Adds the findings that need hashing: digests of an SD-JWT, and `at_hash` of an ID token.
 *
 * @param accessToken the access token that was pasted with an ID token
 */
export async function inspectDigests(
  token: FoundToken,
  inspection: Inspection,
  nowMs: number,
  accessToken?: string,
): Promise<Inspection> {
  if (inspection.kind !== 'sd-jwt' && accessToken === undefined) return inspection
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
  const context = { ...contextOf(token, nowMs), accessToken }
  const { report, findings } = await inspectHashes(token.text, context)
  const claims = report.selectiveDisclosure?.claims ?? inspection.claims
  return { ...inspection, claims, findings: worstFirst([...inspection.findings, ...findings]) }
}
