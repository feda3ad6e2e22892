import {
  type Finding,
  type FindingId,
  headersOf,
  type Inspection,
  isUnencoded,
  itemsOf,
  type JsonNode,
  type JsonObject,
  memberOf,
  type Reading,
  readJson,
  stringOf,
  visitNodes,
} from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'
import { failed, passed } from './checks.ts'

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
    ...(isJoined(given, cleaned) ? ['White space inside the token.'] : []),
    ...serializationProblems(cleaned, reading),
    ...readings.flatMap(wrongParameters),
    ...wrongDigests(reading),
    ...readings.flatMap(({ findings }) => findings.filter(isIllegal).map(({ text }) => text)),
  ]
  const distinct = [...new Set(problems)]
  return distinct.length === 0
    ? passed('text', 'Well-formed (strict parsing).')
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

/** Members of a JSON serialization that are no strings. */
const memberKinds: Partial<Record<string, JsonNode['kind']>> = {
  header: 'object',
  unprotected: 'object',
  signatures: 'array',
  recipients: 'array',
}

interface Serialization {
  members: readonly string[]
  /** The member of the general form that lists several signatures or recipients. */
  list: string
  /** Members of each entry of the list, which then must not stand beside it. */
  own: readonly string[]
}

/** RFC 7515 7.2. */
const signed: Serialization = {
  members: ['payload', 'protected', 'header', 'signature', 'signatures'],
  list: 'signatures',
  own: ['protected', 'header', 'signature'],
}

/** RFC 7516 7.2. */
const encrypted: Serialization = {
  members: [
    ...['protected', 'unprotected', 'header', 'recipients'],
    ...['encrypted_key', 'aad', 'iv', 'ciphertext', 'tag'],
  ],
  list: 'recipients',
  own: ['header', 'encrypted_key'],
}

/**
 * What is wrong with the form of a JSON serialization, as sentences. Its signatures are verified one
 * by one, so a token that is flattened and general at once would pass, and mean two things to two
 * readers.
 *
 * @param text the cleaned token text
 */
function serializationProblems(text: string, reading: Reading): string[] {
  if (reading.kind !== 'jws' && reading.kind !== 'sd-jwt' && reading.kind !== 'jwe') return []
  if (reading.serialization === 'compact') return []
  const { root } = readJson(text, { steps: 0 })
  if (root?.kind !== 'object') return []
  const { members, list, own } = reading.kind === 'jwe' ? encrypted : signed
  const items = itemsOf(root, list)
  const stray = items === null ? undefined : own.find((name) => memberOf(root, name) !== null)
  return [
    ...[root, ...(items ?? [])].flatMap((node) => wrongTypes(node, members)),
    ...(stray === undefined ? [] : [`"${stray}" is not allowed beside "${list}".`]),
    ...(reading.kind !== 'jwe' && !isEncodedAlike(reading.signatures) ? [twoPayloads] : []),
  ]
}

function wrongTypes(node: JsonNode, members: readonly string[]): string[] {
  if (node.kind !== 'object')
    return ['The JSON serialization has a wrong value where an object is required.']
  return members.flatMap((name) => {
    const kind = memberKinds[name] ?? 'string'
    return (memberOf(node, name)?.kind ?? kind) === kind
      ? []
      : [`"${name}" is not of type ${kind}.`]
  })
}

/** RFC 7797 3: `b64` is the same for all signatures. */
const isEncodedAlike = (signatures: readonly { header: JsonObject | null }[]): boolean =>
  new Set(signatures.map(({ header }) => isUnencoded(header))).size < 2

const twoPayloads = '"b64" encodes the payload for one signature but not for another.'

interface Form {
  /** What it must be, as a noun. */
  what: string
  fits: (node: JsonNode) => boolean
}

const matching =
  (pattern: RegExp) =>
  (node: JsonNode): boolean =>
    node.kind === 'string' && pattern.test(node.value)

const string: Form = { what: 'string', fits: ({ kind }) => kind === 'string' }
/** RFC 3986: a scheme, and no character that a URI cannot hold. */
const uri: Form = { what: 'URI', fits: matching(/^[a-z][a-z\d+.-]*:[!#-;=?-[\]_a-z~]+$/i) }
/** Without repeated groups, which exhaust the regular expression's stack on megabytes. */
const base64 = (node: JsonNode): boolean =>
  node.kind === 'string' && node.value.length % 4 === 0 && /^[a-z\d+/]+={0,2}$/i.test(node.value)

/** Header parameters that jose does not check unless it needs them (RFC 7515 4.1). */
const parameters: Record<string, Form> = {
  kid: string,
  typ: string,
  cty: string,
  jku: uri,
  x5u: uri,
  jwk: {
    what: 'JSON Web Key',
    fits: (node) => node.kind === 'object' && stringOf(node, 'kty') !== null,
  },
  x5c: {
    what: 'list of certificates in base64',
    fits: (node) => node.kind === 'array' && node.items.length > 0 && node.items.every(base64),
  },
  // Real issuers write other things than thumbprints there.
  x5t: string,
  'x5t#S256': string,
}

/** Header parameters of the wrong form, as sentences. */
const wrongParameters = (reading: Inspection): string[] =>
  headersOf(reading).flatMap(({ object }) =>
    Object.entries(parameters).flatMap(([name, { what, fits }]) => {
      const node = memberOf(object, name)
      return node === null || fits(node) ? [] : [`"${name}" in the header is not a ${what}.`]
    }),
  )

/** Digests of an SD-JWT of the wrong form (RFC 9901 4.1.1, 4.2.4 and 4.2.6), as sentences. */
function wrongDigests(reading: Inspection): string[] {
  if (reading.kind !== 'sd-jwt') return []
  const { claims, disclosures } = reading
  const algorithm = memberOf(claims, '_sd_alg')
  const problems: string[] = []
  if (algorithm !== null && !string.fits(algorithm)) problems.push('"_sd_alg" is not a string.')
  for (const root of [claims, ...disclosures.map(({ value }) => value)]) {
    if (root === null) continue
    visitNodes(root, (name, node) => {
      const problem = problemWithDigests(name, node)
      if (problem !== null) problems.push(problem)
      return problem === null
    })
  }
  return problems
}

function problemWithDigests(name: string | null, node: JsonNode): string | null {
  if (name === '_sd') {
    const fits = node.kind === 'array' && node.items.every(string.fits)
    return fits ? null : '"_sd" is not a list of digests.'
  }
  const inList = name === null && node.kind === 'object' ? memberOf(node, '...') : null
  if (inList === null) return null
  const alone = node.kind === 'object' && node.members.length === 1
  return alone && string.fits(inList) ? null : '"..." in a list is not a single digest.'
}
