import type { Place } from '../encoding/place.ts'
import type { HashReport } from '../hashes/hash-report.ts'
import type { Finding, Severity } from '../read/finding.ts'
import type { HeaderObject, JudgedToken } from './judged-token.ts'
import type { TokenObject } from './token-object.ts'
import type { VerificationFacts } from './verification-facts.ts'

/** What is the same each time a finding is raised. */
export interface About<Id extends string = string> {
  /** Must never change: findings that the user muted are stored by their ids. */
  id: Id
  severity: Severity
  /** Why it matters, in one or two sentences. */
  why: string
  /** `8725bis` is draft-ietf-oauth-rfc8725bis; empty if plain arithmetic is the reason. */
  reference: string
}

/** What is special about one case. */
export interface Raised {
  /** One sentence that names the value it is about. */
  text: string
  place?: Place | null
  /** If it differs from the usual one. */
  severity?: Severity
}

/** Judges one token. Must be pure, must not throw, and must be linear in the reading. */
export type Rule = (token: JudgedToken) => readonly Raised[]

/** The rules that raise a finding, by the step of an inspection that runs them. */
interface Rules {
  reading?: Rule
  /** After the hashes were computed. */
  hashing?: (report: HashReport, token: JudgedToken) => readonly Raised[]
  /** After the token was verified or decrypted. */
  verification?: (facts: VerificationFacts) => readonly Raised[]
}

type Judge<Arguments extends unknown[]> = ((...given: Arguments) => readonly Finding[]) | undefined

/** Findings and the functions that raise them. */
export interface Definition<Id extends string = string> {
  findings: readonly About<Id>[]
  reading?: Judge<[JudgedToken]>
  hashing?: Judge<[HashReport, JudgedToken]>
  verification?: Judge<[VerificationFacts]>
}

/**
 * Defines one finding: what is the same each time, and the rules that raise it.
 *
 * @example
 *     defineFinding({
 *       id: 'no-audience',
 *       severity: 'note',
 *       why: 'Any service accepts it.',
 *       reference: 'RFC 7519 §4.1.3',
 *       reading: ofClaims(({ object }) =>
 *         hasMember(object, 'aud') ? nothing : [{ text: 'No audience' }],
 *       ),
 *     })
 */
export function defineFinding<const Id extends string>(about: About<Id> & Rules): Definition<Id> {
  const judge = <Arguments extends unknown[]>(
    rule: ((...given: Arguments) => readonly Raised[]) | undefined,
  ): Judge<Arguments> => rule && ((...given) => rule(...given).map((each) => raise(about, each)))
  return {
    findings: [about],
    reading: judge(about.reading),
    hashing: judge(about.hashing),
    verification: judge(about.verification),
  }
}

/** Defines several findings that one rule raises, so that they keep its order. */
export const defineFindings = <const Id extends string>(
  findings: readonly About<Id>[],
  reading: (token: JudgedToken) => readonly Finding[],
): Definition<Id> => ({ findings, reading })

export function raise(about: About, { text, place, severity }: Raised): Finding {
  const { id, why, reference } = about
  return {
    id,
    severity: severity ?? about.severity,
    text,
    why,
    reference,
    ...(place ? { place } : {}),
  }
}

/** Returned by rules that raise nothing. */
export const nothing: readonly Raised[] = []

/** Applies a rule to the claims of a JWT. */
export const ofClaims =
  (rule: (claims: TokenObject, token: JudgedToken) => readonly Raised[]): Rule =>
  (token) =>
    token.claims ? rule(token.claims, token) : nothing

/** Applies a rule to each header object. */
export const ofHeaders =
  (rule: (header: HeaderObject, token: JudgedToken) => readonly Raised[]): Rule =>
  (token) =>
    token.headers.flatMap((header) => rule(header, token))
