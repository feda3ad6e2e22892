/** An answer that was asked for before anybody wanted it. */
export interface AskedEarly<Answer> {
  /** Hands out the early answer once, and asks from then on. */
  take: () => Promise<Answer>
  /** Something has changed since: the early answer is not handed out any more. */
  outdate: () => void
}

/** Asks at once for what is surely asked for next. */
export function askEarly<Answer>(ask: () => Promise<Answer>): AskedEarly<Answer> {
  let early: Promise<Answer> | null = ask()
  return {
    take() {
      const answer = early ?? ask()
      early = null
      return answer
    },
    outdate() {
      early = null
    },
  }
}
