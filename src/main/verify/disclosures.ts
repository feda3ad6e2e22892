import type { InspectionContext } from '../../shared/jwt/context.ts'
import type { FindingId } from '../../shared/jwt/finding.ts'
import { inspectHashes } from '../../shared/jwt/inspect-hashes.ts'
import type { SdJwtReading } from '../../shared/jwt/inspection.ts'
import { stringOf } from '../../shared/jwt/json/access.ts'
import type { JsonObject } from '../../shared/jwt/json/node.ts'
import type { Check } from '../../shared/verification.ts'
import { count } from './key.ts'

/** An SD-JWT with everything disclosed in its place. */
export interface Disclosed {
  /** The processed claims; null where they cannot be had. */
  claims: JsonObject | null
  checks: Check[]
}

const ofDisclosures: readonly FindingId[] = [
  'sd-undisclosed-reference',
  'sd-duplicate-digest',
  'sd-claim-collision',
]

/** Recomputes the digests of the disclosures, and the hash in the key binding (RFC 9901 7.1, 7.3). */
export async function disclose(
  text: string,
  { keyBinding }: SdJwtReading,
  context: InspectionContext,
): Promise<Disclosed> {
  const unmasked = { ...context, maskTokens: false, foundIn: 'bare' as const }
  const { report, findings } = await inspectHashes(text, unmasked)
  const disclosure = report.selectiveDisclosure
  if (!disclosure) return { claims: null, checks: [] }
  const first = (ids: readonly FindingId[]) => findings.find(({ id }) => ids.includes(id))?.text
  const problem = first(ofDisclosures)
  const { unsupportedAlgorithm, disclosures, keyBindingHash } = disclosure
  const of = count(disclosures.length, 'disclosure')
  const checks: Check[] = []
  if (unsupportedAlgorithm !== null) {
    const text = `The digests are of an algorithm that is not available here.`
    checks.push({ what: 'disclosures', outcome: 'failed', text })
  } else if (problem !== undefined) {
    checks.push({ what: 'disclosures', outcome: 'failed', text: problem })
  } else {
    checks.push({ what: 'disclosures', outcome: 'passed', text: `${of}, each with its digest.` })
  }
  if (keyBinding && stringOf(keyBinding.header, 'typ') !== 'kb+jwt') {
    // RFC 9901 4.3: so that nothing else that the holder signed can stand in its place.
    const text = 'The "typ" of the key binding is not "kb+jwt".'
    checks.push({ what: 'key-binding', outcome: 'failed', text })
  } else if (keyBindingHash) {
    const wrong = first(['kb-hash-mismatch'])
    const text = wrong ?? bound
    checks.push({ what: 'key-binding', outcome: wrong === undefined ? 'passed' : 'failed', text })
  }
  return { claims: disclosure.claims, checks }
}

const bound =
  'The key binding is for these disclosures. Its audience and nonce are for its receiver.'
