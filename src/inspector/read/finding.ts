import type { Place } from '../encoding/place.ts'

/**
 * error: a cited MUST is broken, or the token can never be accepted or mean what was intended.
 * warning: a known weakness, or a reading that differs between parsers. note: good to know.
 */
export type Severity = 'error' | 'warning' | 'note'

/** One thing that the inspector found out about a token. */
export interface Finding {
  /** A `FindingId`: the definitions, which judge what is read here, infer that type. */
  id: string
  severity: Severity
  /** What was found, in one sentence that names the value it is about. */
  text: string
  /** Why it matters, in one or two sentences. */
  why: string
  /** `RFC 7519 4.1.4`, `CVE-2022-21449`; empty if plain arithmetic is the reason. */
  reference: string
  place?: Place
}
