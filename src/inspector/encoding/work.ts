/**
 * Counts how many characters or nodes the readers touched. Passed along and only ever added to, in
 * bulk: tests hold the total against the length of the input, so that work stays linear.
 */
export interface Work {
  steps: number
}
