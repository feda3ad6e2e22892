/** The tokens that a provider can hold, in the order in which they are listed. */
export const slots = ['access', 'refresh', 'id'] as const

export type Slot = (typeof slots)[number]
