import { quote } from '../words/sentence.ts'
import { defineFinding, nothing } from './define.ts'
import { partOf } from './judged-token.ts'

/** Digests of an SD-JWT (RFC 9901). */
export const selectiveDisclosure = [
  defineFinding({
    id: 'sd-undisclosed-reference',
    severity: 'error',
    why: 'The issuer signed no digest for it, so anyone may have added it.',
    reference: 'RFC 9901 §7.1',
    hashing: ({ selectiveDisclosure: report }, { reading }) => {
      if (reading.kind !== 'sd-jwt' || !report) return nothing
      return report.disclosures.flatMap(({ pointer }, index) => {
        const disclosure = reading.disclosures[index]
        if (pointer !== null || !disclosure) return nothing
        const name = disclosure.name === null ? '' : ` (${quote(disclosure.name)})`
        const text = `No digest matches disclosure ${index + 1}${name}`
        return [{ text, place: { part: disclosure.part } }]
      })
    },
  }),
  defineFinding({
    id: 'sd-duplicate-digest',
    severity: 'error',
    why: 'One disclosure would then appear in two places.',
    reference: 'RFC 9901 §7.1',
    hashing: ({ selectiveDisclosure: report }, { reading }) => {
      const part = partOf(reading, 'payload')
      return (report?.duplicateDigests ?? []).map((digest) => ({
        text: `Digest ${quote(digest)} occurs more than once`,
        place: part === null ? null : { part },
      }))
    },
  }),
  defineFinding({
    id: 'sd-claim-collision',
    severity: 'error',
    why: 'A disclosed claim must not replace an existing claim.',
    reference: 'RFC 9901 §7.1',
    hashing: ({ selectiveDisclosure: report }, { reading }) => {
      if (reading.kind !== 'sd-jwt' || !report) return nothing
      return report.collisions.map(({ name, disclosure }) => {
        const reserved = name === '_sd' || name === '...'
        const why = reserved ? 'is reserved' : 'already exists'
        const text = `Disclosure ${disclosure + 1} adds ${quote(name)}, which ${why}`
        const part = reading.disclosures[disclosure]?.part
        return { text, place: part === undefined ? null : { part } }
      })
    },
  }),
  defineFinding({
    id: 'kb-hash-mismatch',
    severity: 'error',
    why: 'The holder signed other disclosures, another token, or none.',
    reference: 'RFC 9901 §4.3',
    hashing: ({ selectiveDisclosure: report }, { reading }) => {
      if (reading.kind !== 'sd-jwt' || !reading.keyBinding || !report) return nothing
      const { keyBindingHash: check, unsupportedAlgorithm } = report
      // Without the hash algorithm, nothing was computed.
      if (unsupportedAlgorithm !== null || (check && check.claimed === check.computed))
        return nothing
      const text = check
        ? `sd_hash is ${quote(check.claimed)}, but the presentation gives ${quote(check.computed)}`
        : 'Key binding without sd_hash'
      const part = partOf(reading, 'key-binding')
      return [{ text, place: part === null ? null : { part } }]
    },
  }),
]
