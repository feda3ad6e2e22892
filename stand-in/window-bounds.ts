import type { Browser } from './browser.ts'

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

export type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

/** Reads the bounds and the state of Chromium's window. */
export async function readBounds({
  cdp,
}: Browser): Promise<{ bounds: Bounds; state: WindowState }> {
  const { bounds } = await cdp.send('Browser.getWindowForTarget')
  const { left = 0, top = 0, width = 0, height = 0, windowState = 'normal' } = bounds
  return { bounds: { x: left, y: top, width, height }, state: windowState }
}

/**
 * Chromium accepts a state or bounds, never both, and bounds only of a window in the normal state.
 */
export async function applyBounds({ cdp }: Browser, bounds: Partial<Bounds>): Promise<void> {
  const { windowId, bounds: now } = await cdp.send('Browser.getWindowForTarget')
  if (now.windowState !== 'normal') {
    await cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } })
  }
  const { x, y, width, height } = bounds
  const wanted = { left: x, top: y, width, height }
  const known = Object.entries(wanted).filter(([, value]) => value !== undefined)
  await cdp.send('Browser.setWindowBounds', { windowId, bounds: Object.fromEntries(known) })
}

export async function applyState({ cdp }: Browser, windowState: WindowState): Promise<void> {
  const { windowId, bounds } = await cdp.send('Browser.getWindowForTarget')
  if (bounds.windowState === windowState) return
  if (bounds.windowState !== 'normal' && windowState !== 'normal') {
    await cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } })
  }
  await cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
}
