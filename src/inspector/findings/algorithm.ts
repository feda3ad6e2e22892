import { memberOf, stringOf } from '../json/access.ts'
import type { Finding } from '../read/finding.ts'
import type { JweReading, Reading } from '../read/inspection.ts'
import { type Algorithm, algorithms, pbes2Bounds } from '../tables/algorithms.ts'
import { headersOf, isJwt, signaturesOf } from './kinds.ts'
import { has, placeOf, type Source } from './look.ts'
import { nothing, quote, raise } from './raise.ts'
import type { Case } from './rule.ts'

/** `alg` and `enc`, wherever a header of the token has one, with where it stands. */
const namedAlgorithms = (reading: Reading): readonly { source: Source; name: 'alg' | 'enc' }[] =>
  headersOf(reading).flatMap((source) =>
    (['alg', 'enc'] as const)
      .filter((name) => has(source.object, name) && (name === 'alg' || reading.kind === 'jwe'))
      .map((name) => ({ source, name })),
  )

export const algNone = ({ reading }: Case): readonly Finding[] =>
  reading.kind === 'jwe'
    ? nothing
    : namedAlgorithms(reading)
        .filter(({ source }) => stringOf(source.object, 'alg') === 'none')
        .map(({ source }) => raise('alg-none', 'It is not signed.', placeOf(source, 'alg')))

/** What was encrypted is itself a token that nobody signed. */
export function nestedUnsigned({ reading }: Case): readonly Finding[] {
  if (reading.kind !== 'jwe' || reading.nested === null) return nothing
  const unsigned = signaturesOf(reading.nested).some(
    ({ header, unprotected }) =>
      stringOf(header, 'alg') === 'none' || stringOf(unprotected, 'alg') === 'none',
  )
  return unsigned ? [raise('nested-unsigned', 'The token inside is not signed.')] : nothing
}

const byLowerCase: ReadonlyMap<string, string> = new Map(
  [...algorithms.keys()].map((name) => [name.toLowerCase(), name]),
)

/** A registered name, but not written as it is registered. */
export const algCase = ({ reading }: Case): readonly Finding[] =>
  namedAlgorithms(reading).flatMap(({ source, name }) => {
    const written = stringOf(source.object, name)
    const meant = byLowerCase.get(written?.toLowerCase() ?? '')
    if (written === null || meant === undefined || meant === written) return nothing
    const said = `${name} is ${quote(written)}, but the name is ${quote(meant)}.`
    return [raise('alg-case', said, placeOf(source, name))]
  })

const uses = { signature: 'signatures', 'key-management': 'keys', encryption: 'content' }

const useOf = (reading: Reading, name: 'alg' | 'enc'): Algorithm['use'] =>
  reading.kind !== 'jwe' ? 'signature' : name === 'alg' ? 'key-management' : 'encryption'

export function algUnregistered({ reading }: Case): readonly Finding[] {
  const found = namedAlgorithms(reading).flatMap(({ source, name }) => {
    const written = stringOf(source.object, name)
    const known = written !== null && byLowerCase.get(written.toLowerCase())
    const use = useOf(reading, name)
    if (known && algorithms.get(known)?.use === use) return nothing
    const said =
      written === null
        ? `${name} is not a string.`
        : `${name} is ${quote(written)}, which is not registered${known ? ` for ${uses[use]}` : ''}.`
    return [raise('alg-unregistered', said, placeOf(source, name))]
  })
  const nameless = signaturesOf(reading)
    .filter(({ header, unprotected }) => !has(header, 'alg') && !has(unprotected, 'alg'))
    .map(({ part }) => raise('alg-unregistered', 'A signature names no algorithm.', { part }))
  return [...found, ...nameless]
}

/** Only the protected header is signed. */
export const algUnprotected = ({ reading }: Case): readonly Finding[] =>
  signaturesOf(reading).flatMap(({ header, unprotected, unprotectedPart }) => {
    if (has(header, 'alg') || !has(unprotected, 'alg')) return nothing
    if (unprotected === null || unprotectedPart === null) return nothing
    const place = placeOf({ object: unprotected, part: unprotectedPart }, 'alg')
    return [raise('alg-unprotected', 'alg stands in the unprotected header only.', place)]
  })

export const algDeprecated = ({ reading }: Case): readonly Finding[] =>
  namedAlgorithms(reading)
    .filter(({ source, name }) => stringOf(source.object, name) === 'EdDSA')
    .map(({ source }) =>
      raise('alg-deprecated', 'alg is EdDSA; Ed25519 or Ed448 is meant.', placeOf(source, 'alg')),
    )

export const rsa15 = ({ reading }: Case): readonly Finding[] =>
  namedAlgorithms(reading)
    .filter(({ source, name }) => stringOf(source.object, name) === 'RSA1_5')
    .map(({ source }) =>
      raise('rsa1_5', 'The key is encrypted with RSA1_5.', placeOf(source, 'alg')),
    )

export const pbes2Text = (count: number): string | null =>
  count > pbes2Bounds.most || count < pbes2Bounds.fewest
    ? `The key is derived with ${Number.isFinite(count) ? count : 'endless'} rounds.`
    : null

export function pbes2Count({ reading }: Case): readonly Finding[] {
  if (reading.kind !== 'jwe' || !usesPbes2(reading)) return nothing
  return headersOf(reading).flatMap((source) => {
    const count = memberOf(source.object, 'p2c')
    // Beyond a double's range it is still far too many.
    const said = count?.kind === 'number' ? pbes2Text(Number(count.text)) : null
    return said === null ? nothing : [raise('pbes2-count', said, placeOf(source, 'p2c'))]
  })
}

const usesPbes2 = (reading: JweReading): boolean =>
  reading.recipients.some(({ algorithm }) => algorithms.get(algorithm ?? '')?.kind === 'PBES2')

/** A provider that publishes keys signs with them; a token under a shared secret is then odd. */
export function hmacWithJwks(judged: Case): readonly Finding[] {
  const { reading, context } = judged
  if (context.publishesKeys !== true || !isJwt(judged)) return nothing
  return namedAlgorithms(reading).flatMap(({ source, name }) => {
    const written = stringOf(source.object, name)
    if (written === null || algorithms.get(written)?.kind !== 'HMAC') return nothing
    const said = `It is signed with a shared secret (${quote(written)}), but its service publishes keys.`
    return [raise('hmac-with-jwks', said, placeOf(source, name))]
  })
}
