import { type About, defineFinding, nothing } from './define.ts'

/** Also raised by `anomalies`, for base64url of an impossible length. */
export const tokenMalformed = {
  id: 'token-malformed',
  severity: 'error',
  why: 'Parsers that follow the specifications reject it.',
  reference: 'RFC 7515 §5.2',
} as const satisfies About

export const malformed = defineFinding({
  ...tokenMalformed,
  reading: ({ reading }) => (reading.kind === 'malformed' ? [{ text: reading.problem }] : nothing),
})
