import { hasMember, memberOf, stringOf } from '../json/access.ts'
import type { JweReading } from '../read/inspection.ts'
import { type Algorithm, algorithms, pbes2Bounds } from '../tables/algorithms.ts'
import { quote } from '../words/sentence.ts'
import { defineFinding, nothing, type Rule } from './define.ts'
import { type JudgedToken, signaturesOf } from './judged-token.ts'
import { placeOf } from './token-object.ts'

/** Returns the text of a finding or null. `written` is null if the member is not a string. */
type AlgorithmRule = (
  name: 'alg' | 'enc',
  written: string | null,
  token: JudgedToken,
) => string | null

/** Applies a rule wherever a header names an algorithm. Only a JWE has an `enc`. */
export const ofAlgorithms =
  (rule: AlgorithmRule): Rule =>
  (token) =>
    token.headers.flatMap((header) =>
      (token.reading.kind === 'jwe' ? (['alg', 'enc'] as const) : (['alg'] as const)).flatMap(
        (name) => {
          if (!hasMember(header.object, name)) return nothing
          const text = rule(name, stringOf(header.object, name), token)
          return text === null ? nothing : [{ text, place: placeOf(header, name) }]
        },
      ),
    )

const byLowerCase: ReadonlyMap<string, string> = new Map(
  [...algorithms.keys()].map((name) => [name.toLowerCase(), name]),
)

const uses = { signature: 'signatures', 'key-management': 'keys', encryption: 'content' }

function unregisteredText(
  name: 'alg' | 'enc',
  written: string | null,
  { reading }: JudgedToken,
): string | null {
  if (written === null) return `${name} is not a string`
  const known = byLowerCase.get(written.toLowerCase())
  const use: Algorithm['use'] =
    reading.kind !== 'jwe' ? 'signature' : name === 'alg' ? 'key-management' : 'encryption'
  if (known && algorithms.get(known)?.use === use) return null
  return `${name} is ${quote(written)}, which is not registered${known ? ` for ${uses[use]}` : ''}`
}

const pbes2Text = (count: number): string | null =>
  count > pbes2Bounds.most || count < pbes2Bounds.fewest
    ? `Key derivation takes ${Number.isFinite(count) ? count : 'endless'} rounds (p2c)`
    : null

const usesPbes2 = (reading: JweReading): boolean =>
  reading.recipients.some(({ algorithm }) => algorithms.get(algorithm ?? '')?.kind === 'PBES2')

export const algorithm = [
  defineFinding({
    id: 'alg-none',
    severity: 'error',
    why: 'Anyone can write such a token. A service that accepts it accepts any claims.',
    reference: '8725bis §3.2',
    reading: ofAlgorithms((_, written, { reading }) =>
      reading.kind !== 'jwe' && written === 'none' ? 'Not signed (alg is none)' : null,
    ),
  }),
  defineFinding({
    id: 'nested-unsigned',
    severity: 'error',
    why: 'Encryption hides the content but does not prove who wrote it.',
    reference: '8725bis §3.2',
    reading: ({ reading }) => {
      if (reading.kind !== 'jwe' || reading.nested === null) return nothing
      const unsigned = signaturesOf(reading.nested).some(
        ({ header, unprotected }) =>
          stringOf(header, 'alg') === 'none' || stringOf(unprotected, 'alg') === 'none',
      )
      return unsigned ? [{ text: 'Inner token is not signed' }] : nothing
    },
  }),
  defineFinding({
    id: 'alg-case',
    severity: 'error',
    why: 'Algorithm names are case-sensitive. Filters that reject only "none" have been bypassed this way.',
    reference: '8725bis §2.11',
    reading: ofAlgorithms((name, written) => {
      const meant = byLowerCase.get(written?.toLowerCase() ?? '')
      return written === null || meant === undefined || meant === written
        ? null
        : `${name} is ${quote(written)}, but the registered name is ${quote(meant)}`
    }),
  }),
  defineFinding({
    id: 'alg-unregistered',
    severity: 'warning',
    why: 'Only parties that agreed on this algorithm in private can check the token.',
    reference: 'RFC 7515 §4.1.1',
    reading: (token) => [
      ...ofAlgorithms(unregisteredText)(token),
      ...token.signatures
        .filter(
          ({ header, unprotected }) => !hasMember(header, 'alg') && !hasMember(unprotected, 'alg'),
        )
        .map(({ part }) => ({ text: 'Signature without an algorithm (no alg)', place: { part } })),
    ],
  }),
  defineFinding({
    id: 'alg-unprotected',
    severity: 'warning',
    why: 'The signature does not cover this header, so anyone on the way can change the algorithm.',
    reference: 'RFC 7515 §10.7',
    reading: ({ signatures }) =>
      signatures.flatMap(({ header, unprotected, unprotectedPart }) => {
        if (unprotected === null || unprotectedPart === null) return nothing
        if (hasMember(header, 'alg') || !hasMember(unprotected, 'alg')) return nothing
        const place = placeOf({ object: unprotected, part: unprotectedPart }, 'alg')
        return [{ text: 'alg is only in the unprotected header', place }]
      }),
  }),
  defineFinding({
    id: 'rsa1_5',
    severity: 'warning',
    why: 'Errors and timing of RSA1_5 decryption can reveal the content to an attacker.',
    reference: '8725bis §3.2',
    reading: ofAlgorithms((name, written) =>
      name === 'alg' && written === 'RSA1_5' ? 'Key encrypted with RSA1_5' : null,
    ),
  }),
  defineFinding({
    id: 'pbes2-count',
    severity: 'warning',
    why: 'Too many rounds let a sender overload the receiver. Too few make the password easy to guess.',
    reference: '8725bis §3.13',
    reading: ({ reading, headers }) => {
      if (reading.kind !== 'jwe' || !usesPbes2(reading)) return nothing
      return headers.flatMap((header) => {
        const count = memberOf(header.object, 'p2c')
        // A number beyond the range of a double reads as infinite, which is also too many.
        const text = count?.kind === 'number' ? pbes2Text(Number(count.text)) : null
        return text === null ? nothing : [{ text, place: placeOf(header, 'p2c') }]
      })
    },
    verification: ({ encryption }) => {
      const count = encryption?.pbes2Count ?? null
      const text = count === null ? null : pbes2Text(count)
      return text === null ? nothing : [{ text }]
    },
  }),
  defineFinding({
    id: 'alg-deprecated',
    severity: 'note',
    why: 'EdDSA does not name the curve. The newer names do.',
    reference: 'RFC 9864 §2.2',
    reading: ofAlgorithms((name, written) =>
      name === 'alg' && written === 'EdDSA'
        ? 'alg is EdDSA, without the curve (Ed25519 or Ed448)'
        : null,
    ),
  }),
]
