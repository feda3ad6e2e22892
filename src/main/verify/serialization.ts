import {
  isUnencoded,
  itemsOf,
  type JsonNode,
  type JsonObject,
  memberOf,
  type Reading,
  readJson,
} from '../../inspector/index.ts'

interface Form {
  /** Members and what they are, where they are there. */
  types: Record<string, JsonNode['kind']>
  /** What there can be several of. */
  list: string
  /** What stands in each of those, and then not beside them. */
  own: readonly string[]
}

/** RFC 7515 7.2. */
const signed: Form = {
  types: {
    payload: 'string',
    protected: 'string',
    header: 'object',
    signature: 'string',
    signatures: 'array',
  },
  list: 'signatures',
  own: ['protected', 'header', 'signature'],
}

/** RFC 7516 7.2. */
const encrypted: Form = {
  types: {
    protected: 'string',
    unprotected: 'object',
    header: 'object',
    recipients: 'array',
    encrypted_key: 'string',
    aad: 'string',
    iv: 'string',
    ciphertext: 'string',
    tag: 'string',
  },
  list: 'recipients',
  own: ['header', 'encrypted_key'],
}

/**
 * What is wrong with the form of a JSON serialization, as sentences. Its signatures are verified one
 * by one, so a token that is flattened and general at once would pass, and tell two readers two things.
 *
 * @param text the cleaned token text
 */
export function serializationProblems(text: string, reading: Reading): string[] {
  if (reading.kind !== 'jws' && reading.kind !== 'sd-jwt' && reading.kind !== 'jwe') return []
  if (reading.serialization === 'compact') return []
  const { root } = readJson(text, { steps: 0 })
  if (root?.kind !== 'object') return []
  const { types, list, own } = reading.kind === 'jwe' ? encrypted : signed
  const items = itemsOf(root, list)
  const stray = items === null ? undefined : own.find((name) => memberOf(root, name) !== null)
  return [
    ...[root, ...(items ?? [])].flatMap((node) => wrongTypes(node, types)),
    ...(stray === undefined ? [] : [`"${stray}" stands beside "${list}".`]),
    ...(reading.kind !== 'jwe' && !isEncodedAlike(reading.signatures) ? [twoPayloads] : []),
  ]
}

function wrongTypes(node: JsonNode, types: Form['types']): string[] {
  if (node.kind !== 'object') return ['What should be an object of the serialization is none.']
  return Object.entries(types)
    .filter(([name, kind]) => (memberOf(node, name)?.kind ?? kind) !== kind)
    .map(([name, kind]) => `"${name}" is no ${kind}.`)
}

/** RFC 7797 section 3: `b64` is the same for all signatures. */
const isEncodedAlike = (signatures: readonly { header: JsonObject | null }[]): boolean =>
  new Set(signatures.map(({ header }) => isUnencoded(header))).size < 2

const twoPayloads = 'By "b64" the payload is encoded for one signature and not for another.'
