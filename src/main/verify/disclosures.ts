import {
  counted,
  type FindingId,
  inspectHashes,
  type Inspection,
  type InspectionContext,
  type JsonObject,
  list,
  memberOf,
  type SdJwtReading,
  stringOf,
} from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'

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
  const of = counted(disclosures.length, 'disclosure')
  const checks: Check[] = []
  if (unsupportedAlgorithm !== null) {
    const text = `The digests are of an algorithm that is not available here.`
    checks.push({ what: 'disclosures', outcome: 'failed', text })
  } else if (problem !== undefined) {
    checks.push({ what: 'disclosures', outcome: 'failed', text: problem })
  } else {
    checks.push({ what: 'disclosures', outcome: 'passed', text: `${of}, each with its digest.` })
  }
  const unfit = keyBinding && problemWithBinding(keyBinding)
  if (unfit !== null) checks.push({ what: 'key-binding', outcome: 'failed', text: unfit })
  else if (keyBindingHash) {
    const wrong = first(['kb-hash-mismatch'])
    const text = wrong ?? bound
    checks.push({ what: 'key-binding', outcome: wrong === undefined ? 'passed' : 'failed', text })
  }
  return { claims: disclosure.claims, checks }
}

/** RFC 9901 4.3: without any one of these it binds nothing, or could be used a second time. */
const requiredOfBinding = { iat: 'number', aud: 'string', nonce: 'string', sd_hash: 'string' }

function problemWithBinding({ header, claims }: Inspection): string | null {
  // So that nothing else that the holder signed can stand in its place.
  if (stringOf(header, 'typ') !== 'kb+jwt') return 'The "typ" of the key binding is not "kb+jwt".'
  const lacking = Object.entries(requiredOfBinding)
    .filter(([name, kind]) => memberOf(claims, name)?.kind !== kind)
    .map(([name]) => name)
  return lacking.length === 0 ? null : `The key binding has no ${list(lacking)}, as it must.`
}

const bound =
  'The key binding is for these disclosures. Its audience and nonce are for its receiver.'
