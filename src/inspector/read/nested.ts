import type { ReadOptions } from './context.ts'
import type { Content, Inspection } from './inspection.ts'
import type { PartReader } from './parts.ts'

/** Looks for a token in a payload that is text and not JSON (RFC 7519 §5.2). */
export function readNested(
  payload: Content,
  reader: PartReader,
  options: ReadOptions,
  inside: 'jws' | 'jwe',
): { payload: Content; nested: Inspection | null } {
  if (payload.form !== 'text') return { payload, nested: null }
  const nested = options.inspectInside(payload.text, inside)
  return nested === null
    ? { payload: reader.shownContent(payload), nested }
    : { payload: { form: 'token' }, nested }
}
