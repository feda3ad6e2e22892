import type { JsonMember } from './node.ts'

/** Up to so many names are compared one by one; above, a set is cheaper. */
const fewNames = 16

/**
 * One bit that tells most names apart: by length, first and last character. A name whose bit no
 * earlier one has set was not there before; most objects need no more than that.
 */
export const nameShape = (name: string): number =>
  1 << (name.length + name.charCodeAt(0) * 5 + name.charCodeAt(name.length - 1))

/**
 * Tells whether a name was there before among the members of one object, which stand together on a
 * stack. The work is linear in the names, however often it is asked.
 */
export class SeenNames {
  /** How many names were looked at. */
  steps = 0
  private readonly members: readonly JsonMember[]
  private readonly start: number
  private readonly names = new Set<string>()
  /** How many of the names are in the set. */
  private taken = 0

  /** @param start where the object's members begin on the stack */
  constructor(members: readonly JsonMember[], start: number) {
    this.members = members
    this.start = start
  }

  /** @param end where the object's members end so far; only ever grows */
  has(name: string, end: number): boolean {
    const count = end - this.start
    if (count < fewNames) {
      this.steps += count
      return this.isAmong(name, end)
    }
    this.steps += count - this.taken + 1
    for (; this.taken < count; this.taken++) this.names.add(this.nameAt(this.start + this.taken))
    // This name is a member itself when the next one is asked about.
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
