import type { Finding, FindingId, Severity } from '../read/finding.ts'
import type { Place } from '../encoding/place.ts'
import { catalogue } from './catalogue.ts'

/**
 * A finding as the catalogue has it.
 *
 * @param text what is so, in one sentence, naming the value it is about
 * @param severity where this case is not the catalogue's
 */
export function raise(
  id: FindingId,
  text: string,
  place?: Place | null,
  severity: Severity = catalogue[id].severity,
): Finding {
  const { why, reference } = catalogue[id]
  return { id, severity, text, why, reference, ...(place ? { place } : {}) }
}

/** Nothing to say: one array for all rules, since most say nothing most of the time. */
export const nothing: readonly Finding[] = []

const longestQuote = 60

/** A name or value from a token in a sentence: cut, and with whatever does not show escaped. */
export function quote(text: string): string {
  const cut = text.length > longestQuote ? `${text.slice(0, longestQuote).toWellFormed()}…` : text
  return `"${cut.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, escape)}"`
}

const escape = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

/** `iss, sub and aud` */
export function list(words: readonly string[]): string {
  const [last = '', ...before] = words.toReversed()
  return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`
}
