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
  /** With the findings of both steps. */
  inspection: Inspection
  hashes: HashReport
  /** What the token was called where it was found. */
  name: string | null
}

/** At least one: where there is no token, an inspection that says so. Tokens in tokens are masked. */
export async function inspectAll(
  text: string,
  nowSeconds: number,
): Promise<[Inspected, ...Inspected[]]> {
  const [first, ...others] = findTokens(text, { steps: 0 })
  if (first === undefined) {
    return [{ inspection: inspect(text, { nowSeconds }), hashes: nothingHashed, name: null }]
  }
  const inspectFound = (token: FoundToken) =>
    inspectOne(token, accessTokenBeside(token, [first, ...others]), nowSeconds)
  return [await inspectFound(first), ...(await Promise.all(others.map(inspectFound)))]
}

async function inspectOne(
  token: FoundToken,
  accessToken: string | undefined,
  nowSeconds: number,
): Promise<Inspected> {
  const { text, foundIn, slot, name } = token
  const context: InspectionContext = {
    nowSeconds,
    foundIn,
    maskTokens: true,
    ...(slot === null ? {} : { slot }),
    ...(accessToken === undefined ? {} : { accessToken }),
  }
  const inspection = inspectToken(token, context)
  const { report, findings } = await inspectHashes(text, context)
  return {
    inspection: { ...inspection, findings: worstFirst([...inspection.findings, ...findings]) },
    hashes: report,
    name,
  }
}

export const nothingHashed: HashReport = { accessTokenHash: null, selectiveDisclosure: null }
