import { joined, memberOf } from '../../inspector/index.ts'
import type { Check, SignatureVerification } from '../../shared/verification.ts'
import {
  type SignatureAlgorithm,
  signatureAlgorithm,
  unavailable,
  whyUnsupported,
} from './algorithms.ts'
import { checkCritical, understoodExtensions } from './critical-header.ts'
import type { RuntimeSupport } from './runtime-support.ts'
import type { SignedPiece } from './signed-pieces.ts'

/** How the check of one signature ended. */
export type Ending = Pick<SignatureVerification, 'outcome' | 'text' | 'checks'>

/** What comes before any key: `crit`, `alg`, and whether it can be done here at all. */
export async function readAlgorithm(
  { header, unprotected, input }: SignedPiece,
  supports: RuntimeSupport,
): Promise<Ending | { algorithm: SignatureAlgorithm; checks: Check[] }> {
  const critical = checkCritical(header, [unprotected], understoodExtensions.signature)
  const checks = critical ? [critical] : []
  // Before `none`: what a token demands to be understood counts even where nothing is signed.
  if (critical?.outcome === 'failed') return { outcome: 'invalid', text: critical.text, checks }

  const failed = (outcome: 'invalid' | 'unsecured' | 'unsupported', text: string): Ending => {
    return { outcome, text, checks: [...checks, { what: 'algorithm', outcome: 'failed', text }] }
  }
  const name = joined([header, unprotected], 'alg')
  if (name === null) return failed('invalid', 'The header names no algorithm.')
  if (name === 'none') {
    const more = input.signature === '' ? '' : ' What stands in its place is no signature.'
    return failed('unsecured', `There is no signature: the algorithm is "none".${more}`)
  }
  const algorithm = signatureAlgorithm(name)
  if (!algorithm) return failed('unsupported', whyUnsupported(name))
  if (!(await supports(name))) {
    return failed('unsupported', unavailable(name))
  }
  const isProtected = memberOf(header, 'alg') !== null
  const text = isProtected ? `${name}.` : `${name}, from the unprotected header.`
  return { algorithm, checks: [...checks, { what: 'algorithm', outcome: 'passed', text }] }
}
