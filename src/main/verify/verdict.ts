import {
  counted,
  type Finding,
  type Inspection,
  judgeVerification,
  type VerificationFacts,
} from '../../inspector/index.ts'
import type {
  Check,
  CheckSubject,
  SignatureVerification,
  Verdict,
} from '../../shared/verification.ts'
import { notChecked } from './checks.ts'
import type { SignatureResult } from './verify-signature.ts'

/** One of these that fails makes the token invalid, however right its signature is. */
const decisive: readonly CheckSubject[] = [
  'disclosures',
  'key-binding',
  'replicated-claims',
  'expiry',
  'not-before',
  'issued-at',
  'issuer',
  'audience',
  'type',
]

/**
 * The verdict over all signatures and checks. One wrong signature makes the token invalid; those
 * that no key at hand fits do not count for or against it, but at least one must be right (RFC 7515
 * 5.2).
 */
export function verdictOf(
  signatures: readonly SignatureVerification[],
  checks: readonly Check[],
): { verdict: Verdict; text: string } {
  // The holder's key stands in the token: it counts only once the issuer's signature does.
  const issuers = signatures.filter(({ role }) => role === 'signature')
  const bindings = signatures.filter(({ role }) => role === 'key-binding')
  const of = (...outcomes: SignatureVerification['outcome'][]) =>
    issuers.find(({ outcome }) => outcomes.includes(outcome))
  const wrong = of('invalid')
  if (wrong) return { verdict: 'invalid', text: named(wrong, signatures) }
  if (!of('valid', 'matches-own-key', 'matches-but-not-legal')) return withoutMatch(issuers)
  // RFC 9901 7.3: a key binding that cannot be checked is rejected.
  const unbound = bindings.find(({ outcome }) => outcome !== 'valid')
  if (unbound) return { verdict: 'invalid', text: named(unbound, signatures) }

  const illegal = checks.find(({ what, outcome }) => what === 'text' && outcome === 'failed')
  if (illegal) {
    const text = `Signature matches, but the token is not well-formed. ${illegal.text}`
    return { verdict: 'matches-but-not-legal', text }
  }
  const small = of('matches-but-not-legal')
  if (small) return { verdict: 'matches-but-not-legal', text: named(small, signatures) }
  const failed = checks.find(({ what, outcome }) => outcome === 'failed' && decisive.includes(what))
  if (failed)
    return { verdict: 'invalid', text: `Signature valid, but the token is not. ${failed.text}` }
  if (of('matches-own-key')) return { verdict: 'matches-own-key', text: ownKey }
  return { verdict: 'valid', text: validText(issuers, checks) }
}

function withoutMatch(signatures: readonly SignatureVerification[]) {
  const [first] = signatures
  if (!first) return { verdict: 'incomplete' as const, text: 'No signature.' }
  const verdict = first.outcome === 'no-key' ? 'cannot-check' : first.outcome
  return { verdict, text: named(first, signatures) }
}

function named(
  { name, text }: SignatureVerification,
  signatures: readonly SignatureVerification[],
): string {
  return signatures.length > 1 ? `${name}: ${text}` : text
}

function validText(signatures: readonly SignatureVerification[], checks: readonly Check[]): string {
  const right = signatures.filter(({ outcome }) => outcome === 'valid').length
  // A certificate chain decides nothing, since nobody vouches for its root; its problems are reported.
  const doubt = checks.find(({ outcome }) => outcome === 'failed')
  if (doubt) return `Signature valid, with a warning. ${doubt.text}`
  if (right === signatures.length) {
    return 'Signature valid. All checks passed.'
  }
  const others = signatures.length - right === 1 ? 'the other' : 'the others'
  const noKey = signatures.every(({ outcome }) => outcome === 'valid' || outcome === 'no-key')
  return `${right} of ${counted(signatures.length, 'signature')} ${right === 1 ? 'is' : 'are'} valid. ${noKey ? `No matching key for ${others}` : `Could not check ${others}`}.`
}

const ownKey =
  'Signature matches a key in the token itself. The token is unaltered, but anyone may have made it.'

/**
 * Beside a right signature, another one that matches no key counts as wrong only where the header
 * names that very key: otherwise its key is simply not at hand (RFC 7515 5.2).
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
    const text = 'No matching key. The key for this signature may not be in the set.'
    const unsettled = checks.filter(({ what }) => what !== 'signature')
    const settledChecks = [...unsettled, notChecked('signature', text)]
    const settled = { outcome: 'no-key' as const, text, key: null, checks: settledChecks }
    return { ...result, key: null, verification: { ...verification, ...settled } }
  })
}

export const noFacts: VerificationFacts = {
  keyCandidates: null,
  keyIdInHeader: false,
  algorithm: null,
  signatureBytes: null,
  rsaModulusBits: null,
  rsaModulusBytes: null,
  hmac: null,
  certificates: null,
  encryption: null,
}

/** The findings that the facts raise beyond those of the inspection. */
export const newFindings = (facts: VerificationFacts, reading: Inspection): Finding[] =>
  judgeVerification(facts).filter(({ id }) => reading.findings.every((known) => known.id !== id))
