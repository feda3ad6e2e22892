import {
  accessTokenBeside,
  findTokens,
  type FoundToken,
  type HashReport,
  inspect,
  inspectHashes,
  type Inspection,
  type InspectionContext,
  inspectToken,
  worstFirst,
} from '../inspector/index.ts'

export interface Inspected {
  /** With the findings of the hashes. */
  inspection: Inspection
  hashes: HashReport
  /** What the token was called where it was found. */
  name: string | null
}

/** Every token in a text, or one inspection that says there is none. Tokens inside tokens are masked. */
export async function inspectAll(
  text: string,
  nowSeconds: number,
): Promise<[Inspected, ...Inspected[]]> {
  const found = findTokens(text, { steps: 0 })
  const [first, ...others] = await Promise.all(
    found.map((token) => inspectFound(token, accessTokenBeside(token, found), nowSeconds)),
  )
  if (first) return [first, ...others]
  return [{ inspection: inspect(text, { nowSeconds }), hashes: nothingHashed, name: null }]
}

async function inspectFound(
  token: FoundToken,
  accessToken: string | undefined,
  nowSeconds: number,
): Promise<Inspected> {
  const { text, foundIn, slot, name } = token
  const context: InspectionContext = {
    ...{ nowSeconds, foundIn, maskTokens: true },
    ...(slot === null ? {} : { slot }),
    ...(accessToken === undefined ? {} : { accessToken }),
  }
  const inspection = inspectToken(token, context)
  const { report, findings } = await inspectHashes(text, context)
  const all = worstFirst([...inspection.findings, ...findings])
  return { inspection: { ...inspection, findings: all }, hashes: report, name }
}

export const nothingHashed: HashReport = { accessTokenHash: null, selectiveDisclosure: null }
