import type { Failure } from './result.ts'
import type { Slot } from '../inspector/index.ts'
import type { TokenSummary } from './token.ts'

/** One limit that a service told about in its headers. */
export interface RateLimit {
  /** The policy's name where the service gives one. */
  name?: string
  /** Calls in a window. */
  limit?: number
  remaining?: number
  /** When `remaining` starts anew, epoch milliseconds. */
  resetsAtMs?: number
  /** Length of the window in seconds. */
  windowSeconds?: number
}

/** How one run of an operation ended: with tokens, or with a failure; never both, never neither. */
export interface Outcome {
  operation: string
  startedAtMs: number
  durationMs: number
  /** HTTP status, where there was an answer. */
  status?: number
  rateLimits: RateLimit[]
  /** Service clock minus ours in seconds, from the `Date` header, where it was sent. */
  clockSkewSeconds?: number
  end: { ok: true; tokens: TokenSummary[]; rotated: boolean } | { ok: false; failure: Failure }
}

/** What a provider's one call is doing now. `sent`: the service may have acted on it already. */
export type Run =
  | { phase: 'idle' }
  | {
      phase: 'queued' | 'connecting' | 'sent'
      operation: string
      sinceMs: number
      rotates: boolean
    }

/** One line of the activity: what was called and how it ended, in allow-listed parts. */
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
  /** Origin and path; a query's values are masked. */
  url: string
  request: ActivityPart[]
  response: ActivityPart[]
  status?: number
  failure?: Failure
  received: Slot[]
}

/** A header or body field. Masked: it was there, its value is secret. */
export interface ActivityPart {
  place: 'header' | 'body' | 'query'
  name: string
  value: { text: string } | { masked: true }
}
