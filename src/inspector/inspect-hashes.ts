import type { InspectionContext } from './read/context.ts'
import type { Finding } from './read/finding.ts'
import { judgeHashes } from './findings/index.ts'
import { judgedToken } from './findings/judged-token.ts'
import type { HashReport } from './hashes/hash-report.ts'
import { checkAccessTokenHash } from './hashes/access-token-hash.ts'
import { checkDisclosures } from './hashes/selective-disclosure.ts'
import { firstToken, inspectToken } from './inspect.ts'
import { maskTokens, shownName } from './json/mask.ts'

export interface HashInspection {
  report: HashReport
  /** Only those that need hashes, worst first, in addition to those of `inspect`. */
  findings: readonly Finding[]
}

/**
 * The second step of an inspection, which needs hashes: `at_hash` of an ID token against the access
 * token issued with it, and the digests of an SD-JWT. Takes the same arguments as `inspect`. Does
 * not verify signatures and makes no request.
 */
export async function inspectHashes(
  text: string,
  context: InspectionContext,
): Promise<HashInspection> {
  // Hashes cover the original values, so only the result is masked.
  const { maskTokens: masks = false, ...unmasked } = context
  const token = firstToken(text, context, { steps: 0 })
  if (token === null) return { report: nothingToHash, findings: [] }
  const reading = inspectToken(token, unmasked)
  const disclosed = reading.kind === 'sd-jwt' ? await checkDisclosures(reading, token.text) : null
  const claims = disclosed?.claims ?? null
  const shown = masks && claims !== null ? maskTokens(claims, context.isSecret) : claims
  const report: HashReport = {
    accessTokenHash: await checkAccessTokenHash(reading, context.accessToken),
    selectiveDisclosure: disclosed && {
      ...disclosed,
      collisions: disclosed.collisions.map((collision) => ({
        ...collision,
        name: masks ? shownName(collision.name, context.isSecret) : collision.name,
      })),
      claims: shown?.kind === 'object' ? shown : null,
    },
  }
  const judged = judgedToken(reading, reading.lifetime, context)
  return { report, findings: judgeHashes(report, judged) }
}

const nothingToHash: HashReport = { accessTokenHash: null, selectiveDisclosure: null }
