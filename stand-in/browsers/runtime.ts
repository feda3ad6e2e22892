import { findElectron } from './find-electron.ts'

/** What the app runs on: Electron itself, or the stand-in on a Chromium. */
export type RuntimeKind = 'electron' | 'chromium'

/**
 * Reads `TOUCHSTONE_RUNTIME`; undefined where it is empty.
 *
 * @throws Error if it names anything else
 */
export function requestedRuntime(): RuntimeKind | undefined {
  const requested = process.env['TOUCHSTONE_RUNTIME'] ?? ''
  if (requested === 'electron' || requested === 'chromium') return requested
  if (requested === '') return undefined
  throw new Error(`TOUCHSTONE_RUNTIME is "${requested}": it can be "electron" or "chromium"`)
}

/** The runtime of the specs: the requested one, or Electron where its binary is installed. */
export const runtimeToUse = (): RuntimeKind =>
  requestedRuntime() ?? (findElectron() === undefined ? 'chromium' : 'electron')
