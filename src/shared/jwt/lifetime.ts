/** From when to when a token counts. All times are epoch seconds, fractions kept. */
export interface Lifetime {
  issuedAt: Moment | null
  notBefore: Moment | null
  /** null is unknown, never "never". */
  expiresAt: Moment | null
}

export interface Moment {
  seconds: number
  /**
   * `token`: a claim, by the service's clock. `answer`: what the service said beside the token, and
   * `arrival`: when it arrived, both by our clock.
   */
  source: 'token' | 'answer' | 'arrival'
}
