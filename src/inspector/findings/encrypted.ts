import { memberOf } from '../json/access.ts'
import type { Finding } from '../read/finding.ts'
import { headersOf } from './kinds.ts'
import { has, placeOf, sameValue } from './look.ts'
import { list, nothing, raise } from './raise.ts'
import type { Case } from './rule.ts'

/** 8725bis 3.15: what is unpacked is bounded. */
export const mostUnpackedBytes = 250_000

export const jweZip = ({ reading }: Case): readonly Finding[] =>
  reading.kind !== 'jwe'
    ? nothing
    : headersOf(reading)
        .filter((source) => has(source.object, 'zip'))
        .map((source) => {
          const said = `The content is compressed; at most ${mostUnpackedBytes} bytes of it are unpacked.`
          return raise('jwe-zip', said, placeOf(source, 'zip'))
        })

export const replicatedText = (names: readonly string[]): string =>
  `${list(names)} in the header ${names.length === 1 ? 'differs' : 'differ'} from inside.`

/** RFC 7519 5.3, once it is decrypted. */
export function replicatedClaimsDiffer({ reading }: Case): readonly Finding[] {
  if (reading.kind !== 'jwe') return nothing
  const inside = reading.claims ?? reading.nested?.claims
  if (!inside) return nothing
  return headersOf(reading).flatMap((source) => {
    const names = ['iss', 'sub', 'aud'].filter((name) => {
      const outer = memberOf(source.object, name)
      const inner = memberOf(inside, name)
      return outer !== null && (inner === null || !sameValue(outer, inner))
    })
    const [first] = names
    if (first === undefined) return nothing
    return [raise('replicated-claims-differ', replicatedText(names), placeOf(source, first))]
  })
}
