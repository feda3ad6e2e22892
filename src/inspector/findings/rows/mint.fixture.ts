import type { InspectionContext } from '../../read/context.ts'
import type { Severity } from '../../read/finding.ts'
import type { FindingId } from '../index.ts'
import type { VerificationFacts } from '../verification-facts.ts'
import type { KeySource } from '../../../shared/verification-request.ts'

/** The current time in every row. */
export const now = 1_800_000_000

/** What the rules judge: a token, or the facts of a verification. */
export type Sample =
  { text: string; context?: Partial<InspectionContext> } | { facts: Partial<VerificationFacts> }

/** A token and the key that verifies it. */
export interface KeySample {
  text: string
  keySource: KeySource
  nowSeconds?: number
}

/** One test of a finding: a sample that raises it, and a similar one that does not. */
export interface Row<Shown = Sample> {
  id: FindingId
  /** If it differs from the usual one. */
  severity?: Severity
  raises: Shown
  spares: Shown
  /** What the text of the finding must match. */
  says?: RegExp
}

export const base64url = (text: string | Uint8Array): string =>
  Buffer.from(text).toString('base64url')

/** JSON text as given, or made from a value. */
const written = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

export const part = (value: unknown): string => base64url(written(value))

const signatureBytes: Record<string, number> = {
  ES256: 64,
  ES384: 96,
  ES512: 132,
  HS256: 32,
  RS256: 256,
  EdDSA: 64,
  Ed25519: 64,
}

export const bytes = (length: number, value = 0x5a): Uint8Array =>
  new Uint8Array(length).fill(value)

/** Claims that raise no finding, except that they can be read. */
export const claims = {
  iss: 'https://issuer.example',
  sub: 'f0e1d2c3',
  aud: 'https://api.example',
  iat: now - 60,
  exp: now + 3540,
  jti: '6d1f',
}

/** The same claims without some. */
export const without = (...names: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)))

interface Shape {
  header?: Record<string, unknown> | string
  /** `header` is the whole header, without the usual members. */
  bare?: boolean
  signature?: Uint8Array | string
}

/** A compact JWT with a signature of the right size that is not real. */
export function jwt(payload: unknown = claims, shape: Shape = {}): string {
  const usual = shape.bare === true ? {} : { alg: 'ES256', typ: 'JWT', kid: 'k1' }
  const header =
    typeof shape.header === 'string' ? shape.header : { ...usual, ...(shape.header ?? {}) }
  const algorithm = typeof header === 'object' && 'alg' in header ? header.alg : 'ES256'
  const signature = shape.signature ?? bytes(signatureBytes[algorithm] ?? 64)
  const tail = typeof signature === 'string' ? signature : base64url(signature)
  return `${part(header)}.${part(payload)}.${tail}`
}

/** A compact JWE of which only the header is real. */
export const jwe = (header: Record<string, unknown> | string): string =>
  [
    part(typeof header === 'string' ? header : { enc: 'A256GCM', ...header }),
    base64url(bytes(40)),
    base64url(bytes(12)),
    base64url(bytes(24)),
    base64url(bytes(16)),
  ].join('.')

/** A flattened JWS. */
export const flattened = (
  header: Record<string, unknown>,
  payload: unknown = claims,
  unprotected?: Record<string, unknown>,
): string =>
  JSON.stringify({
    payload: part(payload),
    protected: part(header),
    ...(unprotected === undefined ? {} : { header: unprotected }),
    signature: base64url(bytes(64)),
  })

/** A general JWS with a signature for each protected header. */
export const general = (...headers: Record<string, unknown>[]): string =>
  JSON.stringify({
    payload: part(claims),
    signatures: headers.map((header) => ({
      protected: part(header),
      signature: base64url(bytes(64)),
    })),
  })

/** A sample of an access token. */
export const access = (payload: unknown, more: Partial<InspectionContext> = {}): Sample => ({
  text: jwt(payload),
  context: { slot: 'access', arrivedAtSeconds: now, ...more },
})

export const idToken = (payload: unknown, more: Partial<InspectionContext> = {}): Sample => ({
  text: jwt(payload),
  context: { slot: 'id', arrivedAtSeconds: now, ...more },
})
