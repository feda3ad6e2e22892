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
import { failed, passed } from './checks.ts'

const ofDisclosures: readonly FindingId[] = [
  'sd-undisclosed-reference',
  'sd-duplicate-digest',
  'sd-claim-collision',
]

/**
 * Checks the digests of the disclosures, and the hash in the key binding (RFC 9901 7.1, 7.3).
 *
 * @returns also the claims with everything disclosed in its place; null where they cannot be had
 */
export async function disclose(
  text: string,
  { keyBinding }: SdJwtReading,
  context: InspectionContext,
): Promise<{ claims: JsonObject | null; checks: Check[] }> {
  const unmasked = { ...context, maskTokens: false, foundIn: 'bare' as const }
  const { report, findings } = await inspectHashes(text, unmasked)
  const disclosure = report.selectiveDisclosure
  if (!disclosure) return { claims: null, checks: [] }
  const { unsupportedAlgorithm, disclosures, keyBindingHash, claims } = disclosure
  const problem =
    unsupportedAlgorithm === null
      ? findings.find(({ id }) => ofDisclosures.some((known) => known === id))?.text
      : 'The digest algorithm is not supported.'
  const unfit = keyBinding && problemWithBinding(keyBinding)
  const wrong = unfit ?? findings.find(({ id }) => id === 'kb-hash-mismatch')?.text
  const right = `${counted(disclosures.length, 'disclosure')}, each with a matching digest.`
  const checks = [
    problem === undefined ? passed('disclosures', right) : failed('disclosures', problem),
  ]
  if (wrong !== undefined) checks.push(failed('key-binding', wrong))
  else if (keyBindingHash) checks.push(passed('key-binding', bound))
  return { claims, checks }
}

/** RFC 9901 4.3: without each of these it binds nothing, or could be used a second time. */
const requiredOfBinding = { iat: 'number', aud: 'string', nonce: 'string', sd_hash: 'string' }

function problemWithBinding({ header, claims }: Inspection): string | null {
  // Nothing else that the holder signed may take its place.
  if (stringOf(header, 'typ') !== 'kb+jwt') return 'The "typ" of the key binding is not "kb+jwt".'
  const lacking = Object.entries(requiredOfBinding)
    .filter(([name, kind]) => memberOf(claims, name)?.kind !== kind)
    .map(([name]) => name)
  return lacking.length === 0 ? null : `The key binding has no ${list(lacking)}, which is required.`
}

const bound =
  'The key binding matches these disclosures. Its audience and nonce are for the receiver to check.'
