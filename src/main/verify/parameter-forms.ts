import { headersOf } from '../../shared/jwt/findings/kinds.ts'
import { walk } from '../../shared/jwt/findings/walk.ts'
import type { Inspection } from '../../shared/jwt/inspection.ts'
import { memberOf, stringOf } from '../../shared/jwt/json/access.ts'
import type { JsonNode } from '../../shared/jwt/json/node.ts'

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
const base64 = matching(/^(?=.)(?:[a-z\d+/]{4})*(?:[a-z\d+/]{2}==|[a-z\d+/]{3}=)?$/i)

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
  x5t: { what: 'SHA-1 thumbprint in base64url', fits: matching(/^[\w-]{27}$/) },
  'x5t#S256': { what: 'SHA-256 thumbprint in base64url', fits: matching(/^[\w-]{43}$/) },
}

/** Parameters of the headers that are not what they must be, as sentences. */
export const wrongParameters = (reading: Inspection): string[] =>
  headersOf(reading).flatMap(({ object }) =>
    Object.entries(parameters).flatMap(([name, { what, fits }]) => {
      const node = memberOf(object, name)
      return node === null || fits(node) ? [] : [`"${name}" in the header is no ${what}.`]
    }),
  )

/** RFC 9901 4.1.1 and 4.2.4: where digests stand in an SD-JWT, and what they are. */
export function wrongDigests({ kind, claims }: Inspection): string[] {
  if (kind !== 'sd-jwt' || claims === null) return []
  const problems: string[] = []
  const algorithm = memberOf(claims, '_sd_alg')
  if (algorithm !== null && !string.fits(algorithm)) problems.push('"_sd_alg" is no string.')
  walk(claims, (name, node) => {
    if (name === '_sd' && !(node.kind === 'array' && node.items.every(string.fits))) {
      problems.push('"_sd" is no list of digests.')
    }
    const inList = name === null && node.kind === 'object' ? memberOf(node, '...') : null
    if (inList !== null && !string.fits(inList)) problems.push('"..." in a list is no digest.')
    return problems.length === 0
  })
  return problems
}
