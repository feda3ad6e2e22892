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
 * What the specification's example must come to.
 * unsupported: with RSA1_5, which the runtime lacks. unsecured: `alg: none`. rejected: `crit` names
 * what nobody knows. incomplete: the specification prints header or claims only. no-key: it prints
 * no key for this signature.
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
  /** Names of keys; the first is for the first recipient or signature. */
  keys: z.array(z.string()),
  outcome,
  /** What was signed or encrypted, as text. */
  payload: z.string().optional(),
  /** Given beside the token, not in it. */
  detachedPayload: z.string().optional(),
  /** Of each signature or recipient, where they differ. */
  parts: z.array(outcome).optional(),
  /** SD-JWT: the payload with everything disclosed in its place, as the RFC prints it. */
  processed: z.record(z.string(), z.unknown()).optional(),
})

/** A JWK (RFC 7517); a password is an `oct` key. */
const jwk = z.looseObject({ kty: z.string() })

export type Outcome = z.infer<typeof outcome>

export type Vector = Omit<z.infer<typeof vector>, 'token' | 'keys'> & {
  rfc: number
  token: string
  keys: readonly z.infer<typeof jwk>[]
}

/** Every key by the RFC and section that prints it. */
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

/** The examples of the specifications, to the byte. Whitespace in JSON serializations is ours. */
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
