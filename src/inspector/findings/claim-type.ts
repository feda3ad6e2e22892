import { memberOf, textsOf } from '../json/access.ts'
import type { JsonNode } from '../json/node.ts'
import { defineFinding, nothing, ofClaims } from './define.ts'
import { placeOf } from './token-object.ts'

const isString = ({ kind }: JsonNode): boolean => kind === 'string'

/** Types of claims. `numericdate-type` checks those of times. */
const claimTypes: readonly { name: string; wanted: string; fits: (node: JsonNode) => boolean }[] = [
  { name: 'iss', wanted: 'a string', fits: isString },
  { name: 'sub', wanted: 'a string', fits: isString },
  { name: 'jti', wanted: 'a string', fits: isString },
  {
    name: 'aud',
    wanted: 'a string or an array of strings',
    fits: (node) => textsOf(node) !== null,
  },
]

export const claimType = defineFinding({
  id: 'claim-type',
  severity: 'error',
  why: 'Services expect another type for this claim. They reject the token or compare the claim incorrectly.',
  reference: 'RFC 7519 §4.1',
  reading: ofClaims((claims) =>
    claimTypes.flatMap(({ name, wanted, fits }) => {
      const node = memberOf(claims.object, name)
      if (!node || fits(node)) return nothing
      return [{ text: `${name} is not ${wanted}`, place: placeOf(claims, name) }]
    }),
  ),
})
