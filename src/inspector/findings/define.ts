import type { Place } from '../encoding/place.ts'
import type { HashReport } from '../hashes/hash-report.ts'
import type { Finding, Severity } from '../read/finding.ts'
import type { HeaderObject, JudgedToken } from './judged-token.ts'
import type { TokenObject } from './token-object.ts'
import type { VerificationFacts } from './verification-facts.ts'

/** What is the same each time a finding is raised. */
export interface About<Id extends string = string> {
  /** Never changes: a finding that the user muted is stored by its id. */
  id: Id
  severity: Severity
  /** Why it matters, in one or two sentences. */
  why: string
  /** `8725bis` is draft-ietf-oauth-rfc8725bis; empty if plain arithmetic is the reason. */
  reference: string
}

/** What a rule says about one token. */
export interface Raised {
  /** One sentence that names the value it is about. */
  text: string
  place?: Place | null
  /** If it is not the usual one. */
  severity?: Severity
}

/** Pure, never throws, linear in the reading. */
export type Rule = (token: JudgedToken) => readonly Raised[]

/** The rules that raise a finding: one for each step that can bring it to light. */
interface Rules {
  reading?: Rule
  /** After the hashes were computed. */
  hashing?: (report: HashReport, token: JudgedToken) => readonly Raised[]
  /** After the token was verified or decrypted. */
  verification?: (facts: VerificationFacts) => readonly Raised[]
}

type Judge<Arguments extends unknown[]> = ((...given: Arguments) => readonly Finding[]) | undefined

/** Findings, and what raises them. */
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
 *       reference: 'RFC 7519 4.1.3',
 *       reading: ofClaims(({ object }) =>
 *         hasMember(object, 'aud') ? nothing : [{ text: 'It names no audience.' }],
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

/** Defines several findings that one rule raises, in the order in which it comes upon them. */
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

/** One array for all rules, most of which have nothing to say about most tokens. */
export const nothing: readonly Raised[] = []

/** A rule about the claims of a JWT. */
export const ofClaims =
  (rule: (claims: TokenObject, token: JudgedToken) => readonly Raised[]): Rule =>
  (token) =>
    token.claims ? rule(token.claims, token) : nothing

/** A rule about each header. */
export const ofHeaders =
  (rule: (header: HeaderObject, token: JudgedToken) => readonly Raised[]): Rule =>
  (token) =>
    token.headers.flatMap((header) => rule(header, token))
