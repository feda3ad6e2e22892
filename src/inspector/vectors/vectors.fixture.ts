import { z } from 'zod'
import keyData from './keys.json' with { type: 'json' }
import rfc7515 from './rfc7515.json' with { type: 'json' }
import rfc7516 from './rfc7516.json' with { type: 'json' }
import rfc7519 from './rfc7519.json' with { type: 'json' }
import encryption1 from './rfc7520-encryption-1.json' with { type: 'json' }
import encryption2 from './rfc7520-encryption-2.json' with { type: 'json' }
import encryption3 from './rfc7520-encryption-3.json' with { type: 'json' }
import nesting from './rfc7520-nesting.json' with { type: 'json' }
import signatures1 from './rfc7520-signatures-1.json' with { type: 'json' }
import signatures2 from './rfc7520-signatures-2.json' with { type: 'json' }
import rfc7797 from './rfc7797.json' with { type: 'json' }
import rfc8037 from './rfc8037.json' with { type: 'json' }
import rfc9068 from './rfc9068.json' with { type: 'json' }
import appendix9901 from './rfc9901-appendix.json' with { type: 'json' }
import sections9901 from './rfc9901-sections.json' with { type: 'json' }

/**
 * The expected result for an example of a specification. unsupported: RSA1_5, which the runtime
 * lacks. unsecured: `alg: none`. rejected: `crit` names an unknown extension. incomplete: the
 * specification prints only the header or the claims. no-key: it prints no key for this signature.
 */
const outcome = z.enum([
  'verifies',
  'decrypts',
  'unsupported',
  'unsecured',
  'rejected',
  'incomplete',
  'no-key',
])

const vector = z.strictObject({
  section: z.string(),
  kind: z.enum(['jws', 'jwe', 'sd-jwt']),
  form: z.enum(['compact', 'flattened', 'general']),
  /** JSON serializations are kept as JSON. */
  token: z.union([z.string(), z.record(z.string(), z.unknown())]),
  /** Names of keys, in the order of the recipients or signatures. */
  keys: z.array(z.string()),
  outcome,
  /** The plaintext that was signed or encrypted. */
  payload: z.string().optional(),
  /** The detached payload. */
  detachedPayload: z.string().optional(),
  /** Of each signature or recipient, if they differ. */
  parts: z.array(outcome).optional(),
  /** SD-JWT: the payload with all disclosures in place, as printed in the RFC. */
  processed: z.record(z.string(), z.unknown()).optional(),
})

/** A JWK (RFC 7517). A password is an `oct` key. */
const jwk = z.looseObject({ kty: z.string() })

export type Outcome = z.infer<typeof outcome>

export type Vector = Omit<z.infer<typeof vector>, 'token' | 'keys'> & {
  rfc: number
  token: string
  keys: readonly z.infer<typeof jwk>[]
}

/** Keys by the RFC and section that prints them. */
const keys: ReadonlyMap<string, z.infer<typeof jwk>> = new Map(
  Object.entries(keyData).map(([name, key]) => [name, jwk.parse(key)]),
)

function keyNamed(name: string): z.infer<typeof jwk> {
  const key = keys.get(name)
  if (!key) throw new Error(`no key ${name}`)
  return key
}

const read = (rfc: number, data: unknown): Vector[] =>
  z
    .array(vector)
    .parse(data)
    .map(({ token, keys: names, ...rest }) => ({
      ...rest,
      rfc,
      token: typeof token === 'string' ? token : JSON.stringify(token),
      keys: names.map(keyNamed),
    }))

/** Examples of the specifications, byte for byte except for white space in JSON serializations. */
export const vectors: readonly Vector[] = [
  ...read(7515, rfc7515),
  ...read(7516, rfc7516),
  ...read(7519, rfc7519),
  ...[signatures1, signatures2, encryption1, encryption2, encryption3, nesting].flatMap((data) =>
    read(7520, data),
  ),
  ...read(7797, rfc7797),
  ...read(8037, rfc8037),
  ...read(9068, rfc9068),
  ...read(9901, sections9901),
  ...read(9901, appendix9901),
]

/** `RFC 7520 4.1, jws general` */
export const nameOf = (vector: Vector): string =>
  `RFC ${vector.rfc} ${vector.section}, ${vector.kind} ${vector.form}`
