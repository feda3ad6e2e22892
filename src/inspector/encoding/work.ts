/**
 * Counts the characters and nodes that the readers touched. Tests compare the total with the length
 * of the input to make sure that work stays linear.
 */
export interface Work {
  steps: number
}
