import type { Place } from '../encoding/place.ts'

/**
 * error: a cited MUST is broken, or the token can never be accepted or mean what was intended.
 * warning: a known weakness, or a reading that differs between parsers. note: good to know.
 */
export type Severity = 'error' | 'warning' | 'note'

/** One thing the inspector says about a token. */
export interface Finding {
  /** A `FindingId`: the definitions, which judge what is read here, infer that type. */
  id: string
  severity: Severity
  /** What is so, in one sentence, naming the value it is about. */
  text: string
  /** Why it matters, in one or two sentences. */
  why: string
  /** `RFC 7519 4.1.4`, `CVE-2022-21449`; empty where plain arithmetic is the reason. */
  reference: string
  place?: Place
}
