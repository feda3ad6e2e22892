import type { InspectionContext } from '../read/context.ts'
import { numberOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { Expiry, Lifetime, Moment } from './lifetime.ts'

type Told = Pick<InspectionContext, 'arrivedAtSeconds' | 'answerExpiresAtSeconds'>

/**
 * The lifetime of a token from its claims (RFC 7519 §4.1.4 to §4.1.6) and what is known beside it.
 * The response's expiry comes before `exp`; without either the end is unknown, never "never".
 */
export function lifetimeOf(claims: JsonObject | null, told: Told = {}): Lifetime {
  const { arrivedAtSeconds } = told
  const arrival =
    arrivedAtSeconds === undefined
      ? null
      : ({ seconds: arrivedAtSeconds, source: 'arrival' } as const)
  return {
    issuedAt: momentOf(claims, 'iat') ?? arrival,
    notBefore: momentOf(claims, 'nbf'),
    expiry: expiryOf(claims, told),
  }
}

function expiryOf(claims: JsonObject | null, { answerExpiresAtSeconds }: Told): Expiry {
  if (answerExpiresAtSeconds !== undefined) {
    return { source: 'answer', atSeconds: answerExpiresAtSeconds }
  }
  const claimed = numberOf(claims, 'exp')
  return claimed === null ? { source: 'unknown' } : { source: 'jwt', atSeconds: claimed }
}

function momentOf(claims: JsonObject | null, name: string): Moment | null {
  const seconds = numberOf(claims, name)
  return seconds === null ? null : { seconds, source: 'jwt' }
}
