import type { Failure, Result } from '../../shared/result.ts'
import type { Answer, PlannedFetch } from '../../shared/verification-request.ts'

/** The progress of a verification or decryption in main. */
export type Progress<Value> =
  | { phase: 'idle' }
  | { phase: 'working' }
  /** Nothing was fetched yet: the user has to agree to these addresses. */
  | { phase: 'asking'; fetches: readonly PlannedFetch[]; ticket: string }
  | { phase: 'done'; result: Value }
  | { phase: 'failed'; failure: Failure }

/**
 * Calls main, with the ticket of its last answer if the user has agreed. The function holds the key,
 * which is kept nowhere else.
 */
type Question<Value> = (agreed: { ticket?: string }) => Promise<Result<Answer<Value>>>

/** One verification or decryption at a time, with consent before anything is fetched. */
export class Checking<Value> {
  progress = $state.raw<Progress<Value>>({ phase: 'idle' })

  #question: Question<Value> | null = null
  /** Incremented by each start and drop. A result of an earlier turn is ignored. */
  #turn = 0

  start(question: Question<Value>): Promise<void> {
    this.#question = question
    return this.#put({})
  }

  /** Agrees to exactly the addresses in `progress`. */
  async agree(): Promise<void> {
    if (this.progress.phase !== 'asking') return
    await this.#put({ ticket: this.progress.ticket })
  }

  /** Drops the key and the result. */
  drop(): void {
    this.#turn += 1
    this.#question = null
    this.progress = { phase: 'idle' }
  }

  async #put(agreed: { ticket?: string }) {
    if (!this.#question) return
    const turn = (this.#turn += 1)
    this.progress = { phase: 'working' }
    const answer = await this.#question(agreed)
    if (turn !== this.#turn) return
    if (!answer.ok) this.progress = { phase: 'failed', failure: answer.failure }
    else if (answer.value.state === 'done') {
      this.progress = { phase: 'done', result: answer.value.result }
    } else {
      const { fetches, ticket } = answer.value
      this.progress = { phase: 'asking', fetches, ticket }
    }
  }
}
