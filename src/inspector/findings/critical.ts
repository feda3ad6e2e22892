import { memberOf } from '../json/access.ts'
import type { Finding } from '../read/finding.ts'
import type { Reading } from '../read/inspection.ts'
import type { JsonNode, JsonObject } from '../json/node.ts'
import { headersOf, isJwt, registeredClaims, signaturesOf, typeOf } from './kinds.ts'
import { has, placeOf, type Source, textsOf } from './look.ts'
import { nothing, quote, raise } from './raise.ts'
import type { Case } from './rule.ts'

/** Names that JWS, JWE and JWA define themselves: RFC 7515 4.1, RFC 7516 4.1, RFC 7518 4. */
const specified: ReadonlySet<string> = new Set(
  'alg jku jwk kid x5u x5c x5t x5t#S256 typ cty crit enc zip epk apu apv iv tag p2s p2c'.split(' '),
)

/** Extensions that this inspector reads as they are meant: RFC 7797. */
const understood: ReadonlySet<string> = new Set(['b64'])

/** Headers that are integrity protected. */
function protectedHeaders(reading: Reading): ReadonlySet<Source['object']> {
  const objects = signaturesOf(reading).map(({ header }) => header)
  if (reading.kind === 'jwe') objects.push(reading.header)
  return new Set(objects.filter((object) => object !== null))
}

export function critInvalid({ reading }: Case): readonly Finding[] {
  const covered = protectedHeaders(reading)
  const headers = headersOf(reading)
  return headers.flatMap((source) => {
    const crit = memberOf(source.object, 'crit')
    if (!crit) return unlistedB64(source, reading)
    const problem = covered.has(source.object)
      ? problemWith(crit, joinedWith(source, reading, headers))
      : 'crit stands in a header that is not protected'
    return problem === null
      ? nothing
      : [raise('crit-invalid', `${problem}.`, placeOf(source, 'crit'))]
  })
}

/** RFC 7797 6: who does not know b64 decodes the payload, unless crit keeps them from it. */
function unlistedB64(source: Source, reading: Reading): readonly Finding[] {
  if (reading.kind === 'jwe' || !isFalse(memberOf(source.object, 'b64'))) return nothing
  const said = 'b64 is false, but no crit lists it.'
  return [raise('crit-invalid', said, placeOf(source, 'b64'))]
}

const isFalse = (node: JsonNode | null): boolean => node?.kind === 'boolean' && !node.value

/** What makes one JOSE header together with this: of several signatures, each has its own. */
function joinedWith({ object }: Source, reading: Reading, all: readonly Source[]): JsonObject[] {
  const own = signaturesOf(reading).find(({ header }) => header === object)
  if (!own) return all.map((source) => source.object)
  return own.unprotected === null ? [object] : [object, own.unprotected]
}

function problemWith(crit: JsonNode, headers: readonly JsonObject[]): string | null {
  const names = textsOf(crit)
  if (crit.kind !== 'array' || names === null) return 'crit is not an array of names'
  if (names.length === 0) return 'crit is empty'
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) return `crit lists ${quote(name)} twice`
    seen.add(name)
    if (specified.has(name)) return `crit lists ${quote(name)}, which every reader must know`
    if (!headers.some((header) => has(header, name)))
      return `crit lists ${quote(name)}, which the header does not hold`
  }
  return null
}

export const critUnknown = ({ reading }: Case): readonly Finding[] =>
  headersOf(reading).flatMap((source) =>
    [...new Set(textsOf(memberOf(source.object, 'crit')) ?? [])]
      .filter((name) => !understood.has(name) && !specified.has(name))
      .slice(0, 10)
      .map((name) => {
        const said = `crit lists ${quote(name)}, which is not known here.`
        return raise('crit-unknown', said, placeOf(source, 'crit'))
      }),
  )

/** RFC 7797 7. Without a type it is a JWT where the payload holds a registered claim. */
export function b64InJwt(judged: Case): readonly Finding[] {
  const { reading } = judged
  if (reading.kind !== 'jws') return nothing
  const sources = headersOf(reading).filter(({ object }) => isFalse(memberOf(object, 'b64')))
  if (sources.length === 0) return nothing
  const { claims } = reading
  const looksLikeOne =
    typeOf(reading) === null &&
    claims !== null &&
    registeredClaims.some((name) => has(claims, name))
  if (!isJwt(judged) && !looksLikeOne) return nothing
  return sources.map((source) =>
    raise('b64-in-jwt', 'b64 is false, which no JWT may have.', placeOf(source, 'b64')),
  )
}
