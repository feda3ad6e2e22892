import { objectOf, stringOf } from '../json/access.ts'
import type { Finding, FindingId } from '../read/finding.ts'
import { headersOf, profileOf, signaturesOf } from './kinds.ts'
import { has, placeOf } from './look.ts'
import { list, nothing, quote, raise } from './raise.ts'
import type { Case } from './rule.ts'

/** A signed token that brings or names its own key. In a JWE it is the receiver's key that is named. */
const ownKey =
  (id: FindingId, name: string, said: string) =>
  (judged: Case): readonly Finding[] =>
    judged.reading.kind === 'jwe'
      ? nothing
      : headersOf(judged.reading)
          .filter((source) => has(source.object, name))
          .map((source) => raise(id, said, placeOf(source, name)))

const headerJwkAlways = ownKey('header-jwk', 'jwk', 'The header holds the key itself.')

/** A DPoP proof must carry its key (RFC 9449 4.2). */
export const headerJwk = (judged: Case): readonly Finding[] =>
  profileOf(judged) === 'dpop' ? nothing : headerJwkAlways(judged)

export const headerJku = ownKey('header-jku', 'jku', 'The header says where to fetch the keys.')

export const headerX5u = ownKey(
  'header-x5u',
  'x5u',
  'The header says where to fetch the certificate.',
)

/** RFC 7518 6.2.2, 6.3.2, 6.4.1 and, for ML-DSA, RFC 9964. */
const privateMembers = ['d', 'k', 'p', 'priv']

export const headerJwkPrivate = ({ reading }: Case): readonly Finding[] =>
  headersOf(reading).flatMap((source) => {
    const jwk = objectOf(source.object, 'jwk')
    if (!jwk) return nothing
    const found = privateMembers.filter((name) => has(jwk, name))
    if (found.length === 0) return nothing
    const said = `jwk holds ${list(found)}: the private key.`
    return [raise('header-jwk-private', said, placeOf(source, 'jwk'))]
  })

/** Base64, DIDs and URLs hold `/ + = : # ? &`, so those say nothing. */
const reachesOut: readonly (readonly [RegExp, string])[] = [
  [/\.\./, 'two dots'],
  [/\0/, 'a NUL character'],
  [/['"]/, 'a quote'],
  [/;/, 'a semicolon'],
  [/`/, 'a backtick'],
  [/\$\(/, '$('],
]

export const kidSuspicious = ({ reading }: Case): readonly Finding[] =>
  headersOf(reading).flatMap((source) => {
    const kid = stringOf(source.object, 'kid')
    if (kid === null) return nothing
    const found = reachesOut.filter(([pattern]) => pattern.test(kid)).map(([, name]) => name)
    if (found.length === 0) return nothing
    const said = `kid holds ${list(found)}: ${quote(kid)}.`
    return [raise('kid-suspicious', said, placeOf(source, 'kid'))]
  })

export const kidMissingText = (candidates: number): string =>
  `The header has no kid, and ${candidates} keys could have signed it.`

/** OIDC Core 10.1, where the keys of the service are known. */
export function kidMissing({ reading, context }: Case): readonly Finding[] {
  const candidates = context.keyCandidates ?? 0
  if (candidates < 2 || signaturesOf(reading).length === 0) return nothing
  const headers = headersOf(reading)
  const [first] = headers
  if (!first || headers.some((source) => has(source.object, 'kid'))) return nothing
  return [raise('kid-missing', kidMissingText(candidates), placeOf(first))]
}
