import type { InspectionContext } from '../read/context.ts'
import { numberOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { Expiry, Lifetime, Moment } from './lifetime.ts'

/** The answer's word comes before `exp`; without either the end is unknown, never "never". */
export function lifetimeOf(claims: JsonObject | null, context: InspectionContext): Lifetime {
  const { arrivedAtSeconds } = context
  const arrival =
    arrivedAtSeconds === undefined
      ? null
      : ({ seconds: arrivedAtSeconds, source: 'arrival' } as const)
  return {
    issuedAt: momentOf(claims, 'iat') ?? arrival,
    notBefore: momentOf(claims, 'nbf'),
    expiry: expiryOf(claims, context),
  }
}

function expiryOf(claims: JsonObject | null, context: InspectionContext): Expiry {
  const answer = context.answerExpiresAtSeconds
  if (answer !== undefined) return { source: 'answer', atSeconds: answer }
  const claimed = numberOf(claims, 'exp')
  return claimed === null ? { source: 'unknown' } : { source: 'jwt', atSeconds: claimed }
}

function momentOf(claims: JsonObject | null, name: string): Moment | null {
  const seconds = numberOf(claims, name)
  return seconds === null ? null : { seconds, source: 'jwt' }
}
