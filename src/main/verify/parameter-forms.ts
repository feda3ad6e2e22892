import {
  headersOf,
  type Inspection,
  type JsonNode,
  memberOf,
  stringOf,
  walk,
} from '../../inspector/index.ts'

interface Form {
  /** What it must be, behind "is no". */
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
/** Without groups that repeat: a text of millions of characters would exhaust the regular expression's stack. */
const base64 = (node: JsonNode): boolean =>
  node.kind === 'string' && node.value.length % 4 === 0 && /^[a-z\d+/]+={0,2}$/i.test(node.value)

/** RFC 7515 4.1: what these header parameters must be. jose reads what it needs and no more. */
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
  // Issuers in the wild write other things than thumbprints there: it is a hint at most.
  x5t: string,
  'x5t#S256': string,
}

/** Parameters of the headers that are not what they must be, as sentences. */
export const wrongParameters = (reading: Inspection): string[] =>
  headersOf(reading).flatMap(({ object }) =>
    Object.entries(parameters).flatMap(([name, { what, fits }]) => {
      const node = memberOf(object, name)
      return node === null || fits(node) ? [] : [`"${name}" in the header is no ${what}.`]
    }),
  )

/** RFC 9901 4.1.1, 4.2.4 and 4.2.6: where digests stand in an SD-JWT, and what they are. */
export function wrongDigests(reading: Inspection): string[] {
  if (reading.kind !== 'sd-jwt') return []
  const { claims, disclosures } = reading
  const algorithm = memberOf(claims, '_sd_alg')
  const problems: string[] = []
  if (algorithm !== null && !string.fits(algorithm)) problems.push('"_sd_alg" is no string.')
  for (const root of [claims, ...disclosures.map(({ value }) => value)]) {
    if (root === null) continue
    walk(root, (name, node) => {
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
    return fits ? null : '"_sd" is no list of digests.'
  }
  const inList = name === null && node.kind === 'object' ? memberOf(node, '...') : null
  if (inList === null) return null
  const alone = node.kind === 'object' && node.members.length === 1
  return alone && string.fits(inList) ? null : '"..." in a list is no digest that stands alone.'
}
