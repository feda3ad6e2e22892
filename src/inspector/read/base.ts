import type { Content, Inspection, ReadingBase } from './inspection.ts'
import { stringOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { FoundToken } from '../looks/found-token.ts'
import type { PartReader } from './parts.ts'
import type { ReadingTools } from './tools.ts'

/** What every reading has, once its parts are read. */
export const baseOf = (
  token: FoundToken,
  reader: PartReader,
  told: Pick<ReadingBase, 'label' | 'header' | 'claims'>,
): ReadingBase => ({
  ...told,
  foundIn: token.foundIn,
  stripped: token.stripped,
  parts: reader.parts,
  totalBytes: reader.bytesOf(token.text),
  anomalies: reader.anomalies,
})

export interface Inside {
  payload: Content
  nested: Inspection | null
}

/** Looks for a token where the payload is text that is no JSON (RFC 7519 5.2). */
export function lookInside(
  payload: Content,
  reader: PartReader,
  tools: ReadingTools,
  inside: 'jws' | 'jwe',
): Inside {
  if (payload.form !== 'text') return { payload, nested: null }
  const { text } = payload
  const nested = tools.inspectInside(text, inside)
  if (nested !== null) return { payload: { form: 'token' }, nested }
  return { payload: reader.shownContent(payload), nested }
}

/** What kind of JWT a signed token is, as its `typ` has it (RFC 8725 3.11). */
export function labelOfSigned(header: JsonObject | null, claims: JsonObject | null): string {
  if (stringOf(header, 'alg')?.toLowerCase() === 'none') return 'Unsecured JWT'
  const type = (stringOf(header, 'typ') ?? '').toLowerCase().replace(/^application\//, '')
  return labels.get(type) ?? (claims === null ? 'Signed message (JWS)' : 'Signed JWT')
}

const labels = new Map([
  ['at+jwt', 'Access token (signed JWT)'],
  ['dpop+jwt', 'DPoP proof (signed JWT)'],
  ['logout+jwt', 'Logout token (signed JWT)'],
  ['secevent+jwt', 'Security event token (signed JWT)'],
  ['kb+jwt', 'Key-binding JWT'],
])
