import { openWorld } from './bridge.ts'

/**
 * Runs in the page's own world before any script of the page, and puts on `window` what the preload
 * exposes. As with Electron's contextBridge, it can be neither replaced nor changed.
 */
export function startPageWorld(channel: string): void {
  openWorld(channel, 'page', (name, api) => {
    if (name in globalThis) {
      throw new Error('Cannot bind an API on top of an existing property on the window object')
    }
    deepFreeze(api)
    Object.defineProperty(globalThis, name, { value: api, enumerable: true })
  })
}

export function deepFreeze(value: unknown): void {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return
  if (Object.isFrozen(value) || ArrayBuffer.isView(value)) return
  Object.freeze(value)
  Object.values(value).forEach(deepFreeze)
}
