import { z } from 'zod'

const text = z.string().exactOptional()

/**
 * A JSON Web Key as far as it must be one to be looked at (RFC 7517 section 4, RFC 7518 section 6):
 * its members have the right types. Whether they make a key shows when it is used.
 */
export const jwkShape = z.looseObject({
  kty: z.string(),
  kid: text,
  alg: text,
  use: text,
  key_ops: z.array(z.string()).exactOptional(),
  x5c: z.array(z.string()).exactOptional(),
  ...{ crv: text, x: text, y: text, d: text },
  ...{ n: text, e: text, p: text, q: text, dp: text, dq: text, qi: text },
  ...{ k: text, pub: text, priv: text },
})
