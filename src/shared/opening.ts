import type { Snapshot } from './ipc.ts'

/** Renders the list of providers to HTML [Note: opening list]. */
export type DrawOpening = (snapshot: Snapshot) => string

/** The id of the element that holds it in the page. */
export const openingId = 'opening'
