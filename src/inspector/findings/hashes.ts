import type { Finding } from '../read/finding.ts'
import type { HashReport } from '../hashes/hash-report.ts'
import { claimsOf, partOf } from './kinds.ts'
import { placeOf } from './look.ts'
import { nothing, quote, raise } from './raise.ts'
import type { Case } from './rule.ts'

export function atHashMismatch(report: HashReport, judged: Case): readonly Finding[] {
  const check = report.accessTokenHash
  if (!check || check.claimed === check.computed) return nothing
  const claims = claimsOf(judged)
  const said = `at_hash is ${quote(check.claimed)}; the access token beside it gives ${quote(check.computed)}.`
  return [raise('at-hash-mismatch', said, claims && placeOf(claims, 'at_hash'))]
}

/** A disclosure that no digest refers to, in the payload or in another disclosure. */
export function undisclosedReference(report: HashReport, judged: Case): readonly Finding[] {
  const { reading } = judged
  const digests = report.selectiveDisclosure?.disclosures ?? []
  if (reading.kind !== 'sd-jwt') return nothing
  return digests.flatMap(({ pointer }, index) => {
    const disclosure = reading.disclosures[index]
    if (pointer !== null || !disclosure) return nothing
    const name = disclosure.name === null ? '' : ` (${quote(disclosure.name)})`
    const said = `No digest that it fits refers to disclosure ${index + 1}${name}.`
    return [raise('sd-undisclosed-reference', said, { part: disclosure.part })]
  })
}

export function duplicateDigest(report: HashReport, { reading }: Case): readonly Finding[] {
  const part = partOf(reading, 'payload')
  return (report.selectiveDisclosure?.duplicateDigests ?? []).map((digest) => {
    const said = `The digest ${quote(digest)} stands there more than once.`
    return raise('sd-duplicate-digest', said, part === null ? null : { part })
  })
}

export function claimCollision(report: HashReport, { reading }: Case): readonly Finding[] {
  if (reading.kind !== 'sd-jwt') return nothing
  return (report.selectiveDisclosure?.collisions ?? []).map((collision) => {
    const reserved = collision.name === '_sd' || collision.name === '...'
    const said = `Disclosure ${collision.disclosure + 1} brings ${quote(collision.name)}, which is ${reserved ? 'reserved' : 'there already'}.`
    const part = reading.disclosures[collision.disclosure]?.part
    return raise('sd-claim-collision', said, part === undefined ? null : { part })
  })
}

export function keyBindingHash(report: HashReport, { reading }: Case): readonly Finding[] {
  const { selectiveDisclosure } = report
  if (reading.kind !== 'sd-jwt' || !reading.keyBinding || !selectiveDisclosure) return nothing
  const { keyBindingHash: check, unsupportedAlgorithm } = selectiveDisclosure
  // An algorithm that is not available here says nothing about the hash.
  if (unsupportedAlgorithm !== null || (check && check.claimed === check.computed)) return nothing
  const said = check
    ? `sd_hash is ${quote(check.claimed)}; what is presented gives ${quote(check.computed)}.`
    : 'The key binding has no sd_hash, so it is bound to nothing that is presented.'
  const part = partOf(reading, 'key-binding')
  return [raise('kb-hash-mismatch', said, part === null ? null : { part })]
}
