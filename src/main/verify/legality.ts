import type { Finding, FindingId, Inspection } from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'
import { failed, passed } from './checks.ts'
import { serializationProblems, wrongDigests, wrongParameters } from './strict-form.ts'

/**
 * Whether a strict reader accepts the text (RFC 7515 5.2, RFC 7516 5.2, RFC 7519 7.2). jose ignores
 * padding, white space, trailing bits and members that occur twice, so its yes is not enough.
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
    ...readings.flatMap(({ findings }) => findings.filter(isIllegal).map(({ text }) => text)),
  ]
  const distinct = [...new Set(problems)]
  return distinct.length === 0
    ? passed('text', 'A strict reader accepts the text.')
    : failed('text', distinct.join(' '))
}

/**
 * White space was removed from the middle, which makes a compact token another text; in JSON it means
 * nothing. Removing text around a token and resolving the escapes of a URL or of JSON is harmless.
 */
const isJoined = (given: string, cleaned: string): boolean =>
  !given.includes(cleaned) &&
  !cleaned.startsWith('{') &&
  given.replace(/\s+/g, '').includes(cleaned)

const illegal: ReadonlySet<string> = new Set<FindingId>([
  ...(['byte-order-mark', 'utf8-invalid', 'json-invalid'] as const),
  ...(['json-too-deep', 'json-trailing-text', 'characters-outside-jwt'] as const),
  ...(['base64url-noncanonical', 'token-malformed'] as const),
  // RFC 7519 4.1 and 7.2, RFC 7797 6 and 7.
  ...(['payload-not-object', 'claim-type', 'crit-invalid', 'b64-in-jwt'] as const),
])

/** Members may repeat deeper in the JSON of a part, but neither at its root nor in a serialization. */
const isIllegal = ({ id, severity, place }: Finding): boolean =>
  id === 'duplicate-names' ? severity === 'error' || place?.text !== undefined : illegal.has(id)
