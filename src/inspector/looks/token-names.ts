import type { Slot } from './slot.ts'

/** Names of members, parameters and cookies whose value is a token, and the slot they stand for. */
const slotByName: ReadonlyMap<string, Slot | null> = new Map([
  ['access', 'access'],
  ['accesstoken', 'access'],
  ['refresh', 'refresh'],
  ['refreshtoken', 'refresh'],
  ['idtoken', 'id'],
  ['token', null],
  ['jwt', null],
  ['assertion', null],
  ['clientassertion', null],
  ['sessiontoken', null],
])

const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]/g, '')

/** Whether a value with this name is a token, whatever it looks like. */
export const namesToken = (name: string): boolean => slotByName.has(normalized(name))

/** The slot that a name stands for; null if it stands for none. */
export const slotOf = (name: string | null): Slot | null =>
  name === null ? null : (slotByName.get(normalized(name)) ?? null)
