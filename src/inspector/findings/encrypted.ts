import { hasMember, memberOf } from '../json/access.ts'
import { sameValue } from '../json/same-value.ts'
import { list } from '../words/sentence.ts'
import { defineFinding, nothing, ofHeaders } from './define.ts'
import { placeOf } from './token-object.ts'

/** Limit for decompressed content (8725bis §3.15). */
export const mostUnpackedBytes = 250_000

const differText = (names: readonly string[]): string =>
  `${list(names)} in the header ${names.length === 1 ? 'differs' : 'differ'} from inside`

/** Findings that only encrypted tokens can have. */
export const encrypted = [
  defineFinding({
    id: 'replicated-claims-differ',
    severity: 'error',
    why: 'A claim repeated in the header must match the claim inside. Otherwise services act on different values.',
    reference: 'RFC 7519 §5.3',
    reading: ofHeaders((header, { reading }) => {
      if (reading.kind !== 'jwe') return nothing
      const inside = reading.claims ?? reading.nested?.claims
      if (!inside) return nothing
      const names = ['iss', 'sub', 'aud'].filter((name) => {
        const outer = memberOf(header.object, name)
        const inner = memberOf(inside, name)
        return outer !== null && (inner === null || !sameValue(outer, inner))
      })
      const [first] = names
      if (first === undefined) return nothing
      return [{ text: differText(names), place: placeOf(header, first) }]
    }),
    verification: ({ encryption }) => {
      const names = encryption?.replicatedDiffer ?? []
      return names.length === 0 ? nothing : [{ text: differText(names) }]
    },
  }),
  defineFinding({
    id: 'jwe-zip',
    severity: 'warning',
    why: 'Compressed length can reveal the content, and a small token can expand to a huge one.',
    reference: '8725bis §3.6, §3.15',
    reading: ofHeaders((header, { reading }) => {
      if (reading.kind !== 'jwe' || !hasMember(header.object, 'zip')) return nothing
      const text = `Content is compressed (at most ${mostUnpackedBytes} bytes are unpacked)`
      return [{ text, place: placeOf(header, 'zip') }]
    }),
    verification: ({ encryption }) => {
      if ((encryption?.zip ?? null) === null) return nothing
      const text = `Content was compressed (at most ${mostUnpackedBytes} bytes are unpacked)`
      return [{ text }]
    },
  }),
]
