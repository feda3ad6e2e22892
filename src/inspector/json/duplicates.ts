import type { JsonMember } from './node.ts'

/** Up to this many names are compared one by one. For more, a set is faster. */
const fewNames = 16

/**
 * A hash of one bit, from the length and the first and last character. A name whose bit no earlier
 * name has set is new. For most objects, no further comparison is needed.
 */
export const nameShape = (name: string): number =>
  1 << (name.length + name.charCodeAt(0) * 5 + name.charCodeAt(name.length - 1))

/**
 * Tells whether a name occurred before among the members of one object. These are adjacent on the
 * reader's stack. The work for all names together is linear.
 */
export class SeenNames {
  /** Names compared or added so far, for `Work`. */
  steps = 0
  private readonly members: readonly JsonMember[]
  private readonly start: number
  private readonly names = new Set<string>()
  /** Number of members whose names are in the set. */
  private taken = 0

  /** @param start index of the object's first member on the stack */
  constructor(members: readonly JsonMember[], start: number) {
    this.members = members
    this.start = start
  }

  /** @param end index after the object's last member so far; must not shrink */
  has(name: string, end: number): boolean {
    const count = end - this.start
    if (count < fewNames) {
      this.steps += count
      return this.isAmong(name, end)
    }
    this.steps += count - this.taken + 1
    for (; this.taken < count; this.taken++) this.names.add(this.nameAt(this.start + this.taken))
    // The name itself will be a member at the next call.
    this.taken = count + 1
    const before = this.names.size
    return this.names.add(name).size === before
  }

  private isAmong(name: string, end: number): boolean {
    for (let at = this.start; at < end; at++) if (this.nameAt(at) === name) return true
    return false
  }

  private nameAt(index: number): string {
    return this.members[index]?.name ?? ''
  }
}
