import type { Expiry } from '../token.ts'

/** From when to when a token counts. All times are epoch seconds, fractions kept. */
export interface Lifetime {
  issuedAt: Moment | null
  notBefore: Moment | null
  expiry: Expiry
}

/** `jwt`: a claim, by the service's clock. `arrival`: when it arrived, by ours. */
export interface Moment {
  seconds: number
  source: 'jwt' | 'arrival'
}
