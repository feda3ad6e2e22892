import { vi } from 'vitest'
import { loadViews } from './view/lazy-views.ts'

/** In component tests all views are loaded, as a moment after the start. */
await loadViews()

/** jsdom paints no frames: deferred parts follow at once [Note: first frame]. */
vi.mock('./view/parts/first-frame.ts', () => ({
  afterFrame(run: () => void) {
    queueMicrotask(run)
    return () => undefined
  },
}))

/** jsdom has no idle callbacks. */
Object.assign(globalThis, { requestIdleCallback: setTimeout, cancelIdleCallback: clearTimeout })
