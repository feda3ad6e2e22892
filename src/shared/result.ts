/** Either a value or a typed failure. What crosses between the processes is always one of these. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure }

export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value })

export const failed = (failure: Failure): { ok: false; failure: Failure } => ({
  ok: false,
  failure,
})

/** Why something did not work. The first group ends a token call, the second any other action. */
export type FailureKind =
  | 'blank-field' // a required field is empty, no call was made
  | 'locked' // the vault is closed, the secrets cannot be read
  | 'http' // the service answered with a status that is not accepted
  | 'rejected' // the service answered 200 and says no in the body
  | 'network' // connection refused, reset, closed
  | 'dns' // the host name does not resolve
  | 'tls' // the certificate is not accepted
  | 'timeout'
  | 'cancelled'
  | 'redirect-refused'
  | 'not-json'
  | 'wrong-shape' // JSON, but without the tokens it must hold
  | 'too-large'
  | 'not-saved' // obtained but not saved: the tokens are in memory only
  | 'invalid-input'
  | 'not-found'
  | 'storage' // a file could not be read or written
  | 'internal'

/** What a service said about one field of the request. */
export interface FieldError {
  /** Name of the field as the service calls it; empty for the request as a whole. */
  field: string
  message: string
}

/**
 * A typed reason, ready to be shown: what happened, why, what to do next.
 * Holds allow-listed parts of an answer only, with the provider's own secrets struck out.
 */
export interface Failure {
  kind: FailureKind
  /** HTTP status, where there was an answer. */
  status?: number
  /** What happened, in one line. */
  title: string
  /** Why: the service's own words, or ours. */
  detail?: string
  /** The service's machine-readable code, as text. */
  code?: string
  fieldErrors?: FieldError[]
  requestId?: string
  retryAfterSeconds?: number
  /** What to do next, in one sentence. */
  nextStep: string
}
