import type { JsonMember } from './node.ts'

/** Up to so many names are compared one by one; above, a set is cheaper. */
const fewNames = 16

/**
 * One bit that tells most names apart: by length, first and last character. A name whose bit no
 * earlier one has set was not there before; most objects need no more than that.
 */
export const nameShape = (name: string): number =>
  1 << (name.length + name.charCodeAt(0) * 5 + name.charCodeAt(name.length - 1))

/** Tells whether a name was there before; the work is linear in the names, however often asked. */
export class SeenNames {
  /** How many names were looked at. */
  steps = 0
  private readonly names = new Set<string>()
  private taken = 0

  /** `earlier` are the members before this name, one list that only grows. */
  has(name: string, earlier: readonly JsonMember[]): boolean {
    if (earlier.length < fewNames) {
      this.steps += earlier.length
      return earlier.some((member) => member.name === name)
    }
    for (let at = this.taken; at < earlier.length; at++) this.names.add(earlier[at]?.name ?? '')
    this.steps += earlier.length - this.taken + 1
    // This name is a member itself when the next one is asked about.
    this.taken = earlier.length + 1
    const before = this.names.size
    return this.names.add(name).size === before
  }
}
