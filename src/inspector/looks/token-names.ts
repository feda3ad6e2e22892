import type { Slot } from './slot.ts'

/** Members, parameters and cookies whose value is a token, opaque ones included. */
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

/** Whether a value of that name is a token, whatever it looks like. */
export const namesToken = (name: string): boolean => slotByName.has(normalized(name))

/** Which of a provider's tokens the name says; null where it does not say. */
export const slotOf = (name: string | null): Slot | null =>
  name === null ? null : (slotByName.get(normalized(name)) ?? null)
