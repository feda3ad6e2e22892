/** A value or a typed failure. Every call of the contract returns one. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure }

export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value })

export const failed = (failure: Failure): { ok: false; failure: Failure } => ({
  ok: false,
  failure,
})

/** Why something failed. The kinds up to `not-saved` end a token call. */
export type FailureKind =
  | 'blank-field' // a required field is empty; no call was made
  | 'locked' // the vault is locked
  | 'http' // the response has a status that is not accepted
  | 'rejected' // the status is 200, but the body says that the call failed
  | 'network' // connection refused, reset, closed
  | 'dns' // the host name does not resolve
  | 'tls' // the certificate is not accepted
  | 'timeout'
  | 'cancelled'
  | 'redirect-refused'
  | 'not-json'
  | 'wrong-shape' // JSON without the required tokens
  | 'too-large'
  | 'not-saved' // the tokens arrived, but are in memory only
  | 'invalid-input'
  | 'declined' // the user said no, or nobody could be asked; nothing was changed
  | 'too-often' // a limit against programs, which a person does not reach
  | 'not-found'
  | 'storage' // a file could not be read or written
  | 'internal'

/** What is wrong with one field of a request or of an input. */
export interface FieldError {
  /** The field's own name; empty for the request as a whole. */
  field: string
  message: string
}

/**
 * A failure as it is shown: what happened, why, and what to do next. Holds allow-listed parts of a
 * response only, with the provider's secrets redacted.
 */
export interface Failure {
  kind: FailureKind
  status?: number
  title: string
  /** Why: the service's own words, or ours. */
  detail?: string
  /** The service's machine-readable code, as text. */
  code?: string
  fieldErrors?: FieldError[]
  requestId?: string
  retryAfterSeconds?: number
  nextStep: string
}
