import {
  type Anomaly,
  type FindingId,
  type Inspection,
  quote,
  type TokenPart,
} from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'
import { wrongDigests, wrongParameters } from './parameter-forms.ts'
import { serializationProblems } from './serialization.ts'

/**
 * Whether a strict reader accepts the text (RFC 7515 5.2, RFC 7516 5.2, RFC 7519 7.2). jose passes
 * over padding, white space, trailing bits and members that occur twice, so its yes is not enough.
 *
 * @param given the text as it was pasted or stored
 * @param cleaned the token text that was read in it
 */
export function checkLegality(reading: Inspection, given: string, cleaned: string): Check {
  const binding = reading.kind === 'sd-jwt' ? reading.keyBinding : null
  const readings = binding ? [reading, binding] : [reading]
  const problems = [
    ...(isJoined(given, cleaned) ? ['White space stood in the middle of it.'] : []),
    ...serializationProblems(cleaned, reading),
    ...readings.flatMap(wrongParameters),
    ...wrongDigests(reading),
    ...readings.flatMap(({ anomalies, parts, findings }) => [
      ...anomalies.flatMap((anomaly) => problemWith(anomaly, parts)),
      ...findings.filter(({ id }) => againstTheForm.includes(id)).map(({ text }) => text),
    ]),
  ]
  const distinct = [...new Set(problems)]
  return distinct.length === 0
    ? { what: 'text', outcome: 'passed', text: 'A strict reader accepts the text.' }
    : { what: 'text', outcome: 'failed', text: distinct.join(' ') }
}

/** Rules for what stands in the text, which jose leaves to its caller: RFC 7519 4.1, 7.2, RFC 7797 6, 7. */
const againstTheForm: readonly FindingId[] = [
  'payload-not-object',
  'claim-type',
  'crit-invalid',
  'b64-in-jwt',
]

/**
 * Taking something off around a token is harmless, and so is resolving the escapes of an address or
 * of JSON; white space out of its middle makes it another text. In JSON it means nothing.
 */
const isJoined = (given: string, cleaned: string): boolean =>
  !given.includes(cleaned) &&
  !cleaned.startsWith('{') &&
  given.replace(/\s+/g, '').includes(cleaned)

function problemWith(anomaly: Anomaly, parts: readonly TokenPart[]): string[] {
  const { part, text: inToken } = anomaly.place
  const name = parts[part]?.name ?? 'token'
  switch (anomaly.type) {
    case 'duplicate-name':
      // A place in the text and not in a part's JSON is one in the serialization itself.
      if (anomaly.depth > 0 && inToken === undefined) return []
      return [`${name}: ${quote(anomaly.name)} occurs twice.`]
    case 'number-inexact':
    case 'lone-surrogate':
      return [] // legal, though readers differ: the findings say so
    case 'byte-order-mark':
      return [`${name}: a byte order mark stands before the JSON.`]
    case 'utf8-invalid':
      return [`${name}: it is not UTF-8.`]
    case 'json-invalid':
      return [`${name}: it is not JSON.`]
    case 'json-too-deep':
      return [`${name}: its JSON is nested deeper than ${anomaly.limit} levels.`]
    case 'json-trailing-text':
      return [`${name}: there is text behind the JSON.`]
    case 'base64-outside':
      return [`${name}: ${outside[anomaly.what]}.`]
    case 'base64-trailing-bits':
      return [`${name}: its last character has bits that mean nothing.`]
    case 'base64-length':
      return [`${name}: it is one character too long.`]
  }
}

const outside = {
  padding: 'it is padded with "="',
  'standard-alphabet': 'it is written in base64, not base64url',
  whitespace: 'white space stands in it',
  other: 'it holds characters outside base64url',
}
