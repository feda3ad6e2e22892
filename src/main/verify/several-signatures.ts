import type { Check } from '../../shared/verification.ts'
import { count } from './key.ts'
import type { SignatureResult } from './verify-signature.ts'

/** More signatures than anybody makes; each is tried with every key that fits. */
export const mostSignatures = 100

/**
 * RFC 7515 5.2: one right signature is enough. Beside one, a signature that matches no key is only
 * wrong where the header names that very key: else the right one is not at hand.
 */
export function settle(results: SignatureResult[]): SignatureResult[] {
  const right = results.some(
    ({ verification: { role, outcome } }) => role === 'signature' && outcome === 'valid',
  )
  if (!right) return results
  return results.map((result) => {
    const { verification, named } = result
    const { outcome, role, checks } = verification
    const differs = checks.some((check) => check.what === 'signature' && check.outcome === 'failed')
    if (outcome !== 'invalid' || !differs || named || role === 'key-binding') return result
    const text = 'None of the keys at hand made it; its own may be another one.'
    const unsettled = checks.filter(({ what }) => what !== 'signature')
    const check: Check = { what: 'signature', outcome: 'not-checked', text }
    const settled = { outcome: 'no-key' as const, text, key: null, checks: [...unsettled, check] }
    return { ...result, key: null, verification: { ...verification, ...settled } }
  })
}

/** Says so where not all were looked at. */
export function checkCount(signatures: number): Check[] {
  if (signatures <= mostSignatures) return []
  const text = `Only the first ${mostSignatures} of ${count(signatures, 'signature')} were looked at.`
  return [{ what: 'signature', outcome: 'not-checked', text }]
}
