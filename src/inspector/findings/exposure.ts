import type { Finding } from '../read/finding.ts'
import { nothing, raise } from './raise.ts'
import type { Case } from './rule.ts'

/** RFC 6750 5.3; also the implicit flow's fragment. */
export function tokenInUrl({ reading }: Case): readonly Finding[] {
  if (reading.kind === 'nothing' || (reading.kind === 'known' && !reading.secret)) return nothing
  if (reading.foundIn === 'url-query')
    return [raise('token-in-url', 'It was part of an address, in the query.')]
  if (reading.foundIn === 'url-fragment')
    return [raise('token-in-url', 'It was part of an address, in the fragment.')]
  return nothing
}

/** Cookies: RFC 6265 6.1. Headers: what nginx and Apache take in one line, and Node's whole limit. */
const limits = [
  { bytes: 16_384, severity: 'warning', who: 'what Node accepts for all headers together' },
  { bytes: 8_190, severity: 'warning', who: 'what many servers accept as one header' },
  { bytes: 4_096, severity: 'note', who: 'what browsers keep as a cookie' },
] as const

export function tooLarge({ reading }: Case): readonly Finding[] {
  if (reading.kind === 'nothing') return nothing
  const passed = limits.find(({ bytes }) => reading.totalBytes > bytes)
  if (!passed) return nothing
  const said = `It has ${reading.totalBytes} bytes, more than ${passed.who} (${passed.bytes}).`
  return [raise('too-large', said, null, passed.severity)]
}
