import type { Failure, Result } from '../../shared/result.ts'
import type { Answer, PlannedFetch } from '../../shared/verification-request.ts'

/** How far main has come with a token and a key. */
export type Progress<Value> =
  | { phase: 'idle' }
  | { phase: 'working' }
  /** Nothing was fetched: these addresses wait for a yes. */
  | { phase: 'asking'; fetches: readonly PlannedFetch[] }
  | { phase: 'done'; result: Value }
  | { phase: 'failed'; failure: Failure }

/** Puts one question to main; the key is in it, so it is kept nowhere else. */
type Question<Value> = (agreed: string[]) => Promise<Result<Answer<Value>>>

/** One verification or decryption at a time, and the question that it asks before it fetches. */
export class Checking<Value> {
  progress = $state.raw<Progress<Value>>({ phase: 'idle' })

  #question: Question<Value> | null = null
  /** Grows with each start and each end, so that a late answer shows nothing. */
  #turn = 0

  start(question: Question<Value>): Promise<void> {
    this.#question = question
    return this.#put([])
  }

  /** Agrees to exactly the addresses that are shown. */
  async agree(): Promise<void> {
    if (this.progress.phase !== 'asking') return
    await this.#put(this.progress.fetches.map(({ url }) => url))
  }

  /** Drops the question with its key, and whatever came of it. */
  drop(): void {
    this.#turn += 1
    this.#question = null
    this.progress = { phase: 'idle' }
  }

  async #put(agreed: string[]) {
    if (!this.#question) return
    const turn = (this.#turn += 1)
    this.progress = { phase: 'working' }
    const answer = await this.#question(agreed)
    if (turn !== this.#turn) return
    if (!answer.ok) this.progress = { phase: 'failed', failure: answer.failure }
    else if (answer.value.state === 'done') {
      this.progress = { phase: 'done', result: answer.value.result }
    } else this.progress = { phase: 'asking', fetches: answer.value.fetches }
  }
}
