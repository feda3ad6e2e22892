import type { InspectionContext } from './read/context.ts'
import type { Finding } from './read/finding.ts'
import { judgeHashes } from './findings/index.ts'
import { judgedToken } from './findings/judged-token.ts'
import type { HashReport } from './hashes/hash-report.ts'
import { checkAccessTokenHash } from './hashes/access-token-hash.ts'
import { checkDisclosures } from './hashes/selective-disclosure.ts'
import { firstToken, inspectToken } from './inspect.ts'
import { maskTokens } from './json/mask.ts'

export interface HashInspection {
  report: HashReport
  /** Only those that needed hashing, worst first: they come on top of `inspect`'s. */
  findings: readonly Finding[]
}

/**
 * The second step, for what needs hashing: `at_hash` against the access token beside an ID token, and
 * the digests of an SD-JWT. Takes what `inspect` took. Verifies no signature, asks no network.
 */
export async function inspectHashes(
  text: string,
  context: InspectionContext,
): Promise<HashInspection> {
  // The hashes are over values as they stand; what comes back is masked where that was asked for.
  const { maskTokens: masks = false, ...unmasked } = context
  const token = firstToken(text, context, { steps: 0 })
  if (token === null) return { report: nothingToHash, findings: [] }
  const reading = inspectToken(token, unmasked)
  const disclosed = reading.kind === 'sd-jwt' ? await checkDisclosures(reading, token.text) : null
  const claims = disclosed?.claims ?? null
  const shown = masks && claims !== null ? maskTokens(claims) : claims
  const report: HashReport = {
    accessTokenHash: await checkAccessTokenHash(reading, context.accessToken),
    selectiveDisclosure: disclosed && {
      ...disclosed,
      claims: shown?.kind === 'object' ? shown : null,
    },
  }
  const judged = judgedToken(reading, reading.lifetime, context)
  return { report, findings: judgeHashes(report, judged) }
}

const nothingToHash: HashReport = { accessTokenHash: null, selectiveDisclosure: null }
