import { vi } from 'vitest'
import { loadViews } from './view/lazy-views.ts'

/** Component tests see the window as it is a moment after its start. */
await loadViews()

/** Every frame counts as painted at once: only the window has frames to save. */
vi.mock('./view/parts/first-frame.ts', () => ({
  afterFrame(run: () => void) {
    queueMicrotask(run)
    return () => undefined
  },
}))

/** jsdom has no idle time of its own to give. */
Object.assign(globalThis, { requestIdleCallback: setTimeout, cancelIdleCallback: clearTimeout })
