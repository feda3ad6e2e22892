import type { Snapshot } from './ipc.ts'

/**
 * Draws the list of providers as HTML: main puts it into the page, so that it is on screen before
 * the page's scripts have run. They replace it. The renderer's own components draw it, compiled for
 * main.
 */
export type DrawOpening = (snapshot: Snapshot) => string

/** What holds the opening in the page. */
export const openingId = 'opening'
