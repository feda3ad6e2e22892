import type { InspectionContext } from '../../shared/jwt/context.ts'
import { worstFirst } from '../../shared/jwt/findings/index.ts'
import type { HashReport } from '../../shared/jwt/hash-report.ts'
import { inspectHashes } from '../../shared/jwt/inspect-hashes.ts'
import { inspect, inspectToken } from '../../shared/jwt/inspect.ts'
import type { Inspection } from '../../shared/jwt/inspection.ts'
import { accessTokenBeside } from '../../shared/jwt/paste/access-token-beside.ts'
import { findTokens } from '../../shared/jwt/paste/find-tokens.ts'
import type { FoundToken } from '../../shared/jwt/paste/found-token.ts'

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
