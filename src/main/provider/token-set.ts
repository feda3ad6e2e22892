import { createHash } from 'node:crypto'
import type { Expiry, Slot } from '../../inspector/index.ts'
import type { Operation } from '../../shared/template.ts'
import type { StoredToken, TokenSet, TokenSummary } from '../../shared/token.ts'

/** In the order in which tokens are shown. */
const slots: readonly Slot[] = ['access', 'refresh', 'id']

/** The filled slots, in the order in which they are shown. */
export const slotsOf = (places: Partial<Record<Slot, unknown>>): Slot[] =>
  slots.filter((slot) => places[slot] !== undefined)

/**
 * The tokens of a provider after a call. `obtain` replaces all of them: tokens of two logins are
 * never mixed. Other operations replace only the tokens that they bring, so that a refresh token
 * stays if the service does not rotate it.
 */
export function mergeTokens(
  held: TokenSet,
  operation: Pick<Operation, 'id'>,
  received: TokenSet['tokens'],
): TokenSet {
  return { tokens: operation.id === 'obtain' ? { ...received } : { ...held.tokens, ...received } }
}

/** Times that a token says about itself, epoch seconds. Nothing where it is no JWT. */
export interface TokenTimes {
  issuedAtSeconds?: number
  notBeforeSeconds?: number
  expiresAtSeconds?: number
}

/** What may be shown of the tokens. Their expiry: from the answer, else from the JWT, else unknown. */
export type Summarize = (set: TokenSet) => TokenSummary[]

/** A token stays as it arrived and is told about often: it is looked at once, while it is held. */
export function summarizing(readTimes: (text: string) => TokenTimes): Summarize {
  const known = new WeakMap<StoredToken, TokenSummary>()
  return ({ tokens }) =>
    slotsOf(tokens).flatMap((slot) => {
      const token = tokens[slot]
      if (token === undefined) return []
      const before = known.get(token)
      const summary =
        before?.slot === slot ? before : summarizeToken(slot, token, readTimes(token.text))
      known.set(token, summary)
      return [summary]
    })
}

function summarizeToken(slot: Slot, token: StoredToken, times: TokenTimes): TokenSummary {
  const arrivedAtSeconds = Math.floor(token.arrivedAtMs / 1000)
  const { notBeforeSeconds } = times
  return {
    slot,
    arrivedAtMs: token.arrivedAtMs,
    startsAtSeconds: times.issuedAtSeconds ?? arrivedAtSeconds,
    ...(notBeforeSeconds === undefined ? {} : { notBeforeSeconds }),
    expiry: expiryOf(token, times),
    ...(token.clockSkewSeconds === undefined ? {} : { clockSkewSeconds: token.clockSkewSeconds }),
    bytes: Buffer.byteLength(token.text, 'utf8'),
    fingerprint: createHash('sha256').update(token.text, 'utf8').digest('hex').slice(0, 8),
  }
}

function expiryOf(token: StoredToken, times: TokenTimes): Expiry {
  const { answerExpiresAtSeconds } = token
  if (answerExpiresAtSeconds === 'never') return { source: 'answer', atSeconds: 'never' }
  if (answerExpiresAtSeconds !== undefined) {
    return { source: 'answer', atSeconds: answerExpiresAtSeconds }
  }
  if (times.expiresAtSeconds !== undefined) {
    return { source: 'jwt', atSeconds: times.expiresAtSeconds }
  }
  return { source: 'unknown' }
}
