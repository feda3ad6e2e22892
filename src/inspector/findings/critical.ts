import { hasMember, memberOf, textsOf } from '../json/access.ts'
import type { JsonNode } from '../json/node.ts'
import { quote } from '../words/sentence.ts'
import { defineFinding, nothing, ofHeaders } from './define.ts'
import { type HeaderObject, holdsRegisteredClaim } from './judged-token.ts'
import { placeOf } from './token-object.ts'

/** Names that JWS, JWE and JWA define themselves: RFC 7515 §4.1, RFC 7516 §4.1, RFC 7518 §4. */
const specified: ReadonlySet<string> = new Set(
  'alg jku jwk kid x5u x5c x5t x5t#S256 typ cty crit enc zip epk apu apv iv tag p2s p2c'.split(' '),
)

/** Extensions that this inspector understands: RFC 7797. */
const understood: ReadonlySet<string> = new Set(['b64'])

const isFalse = (node: JsonNode | null): boolean => node?.kind === 'boolean' && !node.value

function problemWith(crit: JsonNode, { isProtected, joined }: HeaderObject): string | null {
  if (!isProtected) return 'crit is in an unprotected header'
  const names = textsOf(crit)
  if (crit.kind !== 'array' || names === null) return 'crit is not an array of names'
  if (names.length === 0) return 'crit is empty'
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) return `crit lists ${quote(name)} twice`
    seen.add(name)
    if (specified.has(name)) return `crit lists ${quote(name)}, a standard parameter`
    if (!joined.some((object) => hasMember(object, name)))
      return `crit lists ${quote(name)}, which is not in the header`
  }
  return null
}

const mostUnknown = 10

/** Extensions that a reader must understand, and `b64`, the only one in use. */
export const critical = [
  defineFinding({
    id: 'crit-invalid',
    severity: 'error',
    why: 'A verifier must reject a token whose crit breaks the rules.',
    reference: 'RFC 7515 §4.1.11',
    reading: ofHeaders((header, { reading }) => {
      const crit = memberOf(header.object, 'crit')
      if (crit) {
        const problem = problemWith(crit, header)
        return problem === null ? nothing : [{ text: problem, place: placeOf(header, 'crit') }]
      }
      // RFC 7797 §6: without crit, a reader that does not know b64 would decode the payload.
      const unlisted = reading.kind !== 'jwe' && isFalse(memberOf(header.object, 'b64'))
      return unlisted
        ? [{ text: 'b64 is false, but crit does not list it', place: placeOf(header, 'b64') }]
        : nothing
    }),
  }),
  defineFinding({
    id: 'crit-unknown',
    severity: 'warning',
    why: 'A verifier must reject a token whose crit names an extension it does not support.',
    reference: 'RFC 7515 §4.1.11',
    reading: ofHeaders((header) =>
      [...new Set(textsOf(memberOf(header.object, 'crit')) ?? [])]
        .filter((name) => !understood.has(name) && !specified.has(name))
        .slice(0, mostUnknown)
        .map((name) => ({
          text: `crit lists ${quote(name)}, an unknown extension`,
          place: placeOf(header, 'crit'),
        })),
    ),
  }),
  defineFinding({
    id: 'b64-in-jwt',
    severity: 'error',
    why: 'A JWT is always base64url-encoded.',
    reference: 'RFC 7797 §7',
    reading: ({ reading, headers, isJwt, type }) => {
      if (reading.kind !== 'jws') return nothing
      // An unencoded token without a type is a JWT if it holds a registered claim.
      const { claims } = reading
      const looksLikeJwt = type === null && claims !== null && holdsRegisteredClaim(claims)
      if (!isJwt && !looksLikeJwt) return nothing
      return headers
        .filter(({ object }) => isFalse(memberOf(object, 'b64')))
        .map((header) => ({
          text: 'b64 is false, which is not allowed in a JWT',
          place: placeOf(header, 'b64'),
        }))
    },
  }),
]
