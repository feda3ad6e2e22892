import type { PlannedFetch } from '../../shared/verification-request.ts'

/** A request of the window after main has looked at its ticket. */
export type Agreed<Request> = Omit<Request, 'of' | 'ticket'> & {
  /** The addresses that the user has agreed to fetch. */
  agreed?: readonly string[]
}

/** The result, or the fetches that must be agreed to first. */
export type Asking<Value> =
  { state: 'done'; result: Value } | { state: 'ask'; fetches: readonly PlannedFetch[] }
