import type { InspectionContext } from '../inspector/read/context.ts'
import { worstFirst } from '../inspector/findings/index.ts'
import type { HashReport } from '../inspector/hashes/hash-report.ts'
import { inspectHashes } from '../inspector/inspect-hashes.ts'
import { inspect, inspectToken } from '../inspector/inspect.ts'
import type { Inspection } from '../inspector/read/inspection.ts'
import { accessTokenBeside } from '../inspector/paste/access-token-beside.ts'
import { findTokens } from '../inspector/paste/find-tokens.ts'
import type { FoundToken } from '../inspector/looks/found-token.ts'

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

const nothingHashed: HashReport = { accessTokenHash: null, selectiveDisclosure: null }
