import type { InspectionContext } from './read/context.ts'
import { inspect } from './inspect.ts'
import type { Inspection, Reading } from './read/inspection.ts'

export const base64url = (content: string | Uint8Array): string =>
  Buffer.from(content).toString('base64url')

const encoded = (content: unknown): string =>
  base64url(
    typeof content === 'string' || content instanceof Uint8Array
      ? content
      : JSON.stringify(content),
  )

/** A compact JWS, not really signed. Header and payload are JSON values, text or bytes. */
export const compact = (
  header: unknown,
  payload: unknown,
  signature: Uint8Array = new Uint8Array(32).fill(7),
): string => [encoded(header), encoded(payload), base64url(signature)].join('.')

export const hs256 = { alg: 'HS256', typ: 'JWT' }

/** In November 2023. */
export const nowSeconds = 1_700_000_000

/** Inspects a token that must be of this kind. */
export function inspectAs<Kind extends Reading['kind']>(
  kind: Kind,
  text: string,
  context: Partial<InspectionContext> = {},
): Extract<Inspection, { kind: Kind }> {
  const inspection = inspect(text, { nowSeconds, ...context })
  if (isKind(inspection, kind)) return inspection
  throw new Error(`expected ${kind}, read ${inspection.kind}`)
}

const isKind = <Kind extends Reading['kind']>(
  inspection: Inspection,
  kind: Kind,
): inspection is Extract<Inspection, { kind: Kind }> => inspection.kind === kind
