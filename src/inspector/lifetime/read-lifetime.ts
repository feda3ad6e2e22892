import { numberOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { Expiry, Lifetime, Moment } from './lifetime.ts'

/** When the service gave out the token, and what its response said. Epoch seconds, by our clock. */
export interface Arrival {
  arrivedAtSeconds?: number
  /** `never`: the response said that the token does not expire. */
  answerExpiresAtSeconds?: number | 'never'
}

/** 13 digits before the point: what a clock in milliseconds shows from 2001 to 2286. */
export const isMilliseconds = (seconds: number): boolean => seconds >= 1e12 && seconds < 1e13

/**
 * The lifetime of a token from its claims (RFC 7519 §4.1.4 to §4.1.6) and its arrival. The expiry of
 * the response comes before `exp`. Without either it is unknown, never "never".
 */
export function lifetimeOf(claims: JsonObject | null, arrival: Arrival = {}): Lifetime {
  return {
    issuedAt: momentOf(claims, 'iat') ?? arrivalOf(arrival),
    notBefore: momentOf(claims, 'nbf'),
    expiry: expiryOf(claims, arrival),
  }
}

const arrivalOf = ({ arrivedAtSeconds }: Arrival): Moment | null =>
  arrivedAtSeconds === undefined ? null : { seconds: arrivedAtSeconds, source: 'arrival' }

function expiryOf(claims: JsonObject | null, { answerExpiresAtSeconds }: Arrival): Expiry {
  if (answerExpiresAtSeconds !== undefined)
    return { source: 'answer', atSeconds: answerExpiresAtSeconds }
  const claimed = numberOf(claims, 'exp')
  return claimed === null ? { source: 'unknown' } : { source: 'jwt', atSeconds: claimed }
}

function momentOf(claims: JsonObject | null, name: string): Moment | null {
  const seconds = numberOf(claims, name)
  return seconds === null ? null : { seconds, source: 'jwt' }
}
