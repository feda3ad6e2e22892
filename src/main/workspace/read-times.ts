import { decodeJwt, errors } from 'jose'
import type { TokenTimes } from '../provider/token-set.ts'

/**
 * The times that a token says about itself, for lists and countdowns. Only finite numbers count
 * (RFC 7519 section 2); whatever else is wrong with the token is the inspector's to say. Does not
 * verify anything.
 */
export function readTimes(token: string): TokenTimes {
  const claims = claimsOf(token)
  const times: TokenTimes = {}
  if (isTime(claims['iat'])) times.issuedAtSeconds = claims['iat']
  if (isTime(claims['nbf'])) times.notBeforeSeconds = claims['nbf']
  if (isTime(claims['exp'])) times.expiresAtSeconds = claims['exp']
  return times
}

function claimsOf(token: string): Record<string, unknown> {
  try {
    return decodeJwt(token)
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return {} // opaque or encrypted: it says nothing here
    throw error
  }
}

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value)
