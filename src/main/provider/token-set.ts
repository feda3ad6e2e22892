import { createHash } from 'node:crypto'
import { readLifetime, type Slot, slots } from '../../inspector/index.ts'
import type { Operation } from '../../shared/template.ts'
import type { StoredToken, TokenSet, TokenSummary } from '../../shared/token.ts'

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

/** What is known about a stored token besides its text, for the inspector. */
export const contextOf = (slot: Slot, token: StoredToken) => ({
  slot,
  arrivedAtSeconds: token.arrivedAtMs / 1000,
  ...(token.clockSkewSeconds !== undefined && { skewSeconds: token.clockSkewSeconds }),
  ...(token.answerExpiresAtSeconds !== undefined && {
    answerExpiresAtSeconds: token.answerExpiresAtSeconds,
  }),
})

/** What may be shown of the tokens, in the order in which they are shown. */
export const summarizeTokens = ({ tokens }: TokenSet): TokenSummary[] =>
  slots.flatMap((slot) => {
    const token = tokens[slot]
    return token === undefined ? [] : [summaryOf(slot, token)]
  })

/** A stored token never changes, and its provider is summarized several times during a call. */
const summaries = new WeakMap<StoredToken, TokenSummary>()

function summaryOf(slot: Slot, token: StoredToken): TokenSummary {
  const known = summaries.get(token)
  if (known !== undefined) return known
  const summary = {
    slot,
    arrivedAtMs: token.arrivedAtMs,
    lifetime: readLifetime(token.text, contextOf(slot, token)),
    ...(token.clockSkewSeconds === undefined ? {} : { clockSkewSeconds: token.clockSkewSeconds }),
    bytes: Buffer.byteLength(token.text, 'utf8'),
    fingerprint: createHash('sha256').update(token.text, 'utf8').digest('hex').slice(0, 8),
  }
  summaries.set(token, summary)
  return summary
}
