import type { Failure } from './result.ts'
import type { Slot } from '../inspector/index.ts'
import type { TokenSummary } from './token.ts'

/** One rate limit from the headers of a response. */
export interface RateLimit {
  /** The policy's name, if the service gives one. */
  name?: string
  limit?: number
  remaining?: number
  resetsAtMs?: number
  windowSeconds?: number
}

/** How one run of an operation ended: with tokens or with a failure. */
export interface Outcome {
  operation: string
  startedAtMs: number
  durationMs: number
  /** HTTP status, if there was a response. */
  status?: number
  rateLimits: RateLimit[]
  /** Service clock minus ours in seconds, if the response had a `Date` header. */
  clockSkewSeconds?: number
  end: { ok: true; tokens: TokenSummary[]; rotated: boolean } | { ok: false; failure: Failure }
}

/** The state of a provider's call. `sent`: the service may have processed it already. */
export type Run =
  | { phase: 'idle' }
  | {
      phase: 'queued' | 'connecting' | 'sent'
      operation: string
      sinceMs: number
      rotates: boolean
    }

/** A call in the activity: what was called and how it ended. Holds allow-listed parts only. */
export interface ActivityEntry {
  id: string
  providerId: string
  providerName: string
  environment: string
  operation: string
  operationLabel: string
  startedAtMs: number
  durationMs: number
  method: string
  /** Origin and path. The query is in `request`, with its values masked. */
  url: string
  request: ActivityPart[]
  response: ActivityPart[]
  status?: number
  failure?: Failure
  received: Slot[]
}

/** A token, or a request with secrets, that was revealed or copied. Holds nothing of the text. */
export interface TokenUse {
  id: string
  use: 'revealed' | 'copied'
  what: Slot | 'saved-token' | 'request'
  /** The provider's name; for a saved token its kind, because its name is secret. */
  of: string
  environment: string
  startedAtMs: number
}

/** Providers that were written to a file or read from one, and how many secrets went with them. */
export interface Transfer {
  id: string
  transfer: 'exported' | 'imported'
  providers: number
  secrets: number
  startedAtMs: number
}

/** A request that is no token call. Carries no field and no token of a provider. */
export interface OtherRequest {
  id: string
  purpose: 'key-set' | 'certificate' | 'metadata' | 'base-url-test'
  method: 'GET' | 'HEAD'
  /** Origin and path. */
  url: string
  startedAtMs: number
  durationMs: number
  status?: number
  failure?: Failure
}

export type ActivityItem = ActivityEntry | OtherRequest | TokenUse | Transfer

/** A header, query or body field. `masked`: its value is secret. */
export interface ActivityPart {
  place: 'header' | 'body' | 'query'
  name: string
  value: { text: string } | { masked: true }
}
