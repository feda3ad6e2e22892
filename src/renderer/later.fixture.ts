import { loadTheRest } from './view/later.svelte.ts'

/** Component tests see the window as it is a moment after its start. */
await loadTheRest()
