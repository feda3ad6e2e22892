import { vi } from 'vitest'
import { loadTheRest } from './view/later.svelte.ts'

/** Component tests see the window as it is a moment after its start. */
await loadTheRest()

/** In tests every frame is over at once; only the window has frames to save. */
vi.mock('./view/parts/first-frame.svelte.ts', () => ({ firstFrame: () => ({ over: true }) }))

/** jsdom has no idle time of its own to give. */
Object.assign(globalThis, { requestIdleCallback: setTimeout, cancelIdleCallback: clearTimeout })
