import { findElectron } from '../browsers/find-electron.ts'
import type { Runtime } from './running-app.ts'

/** `TOUCHSTONE_RUNTIME` decides; otherwise Electron where its binary is. */
export function runtimeToUse(): Runtime {
  const forced = process.env['TOUCHSTONE_RUNTIME']
  if (forced === 'electron' || forced === 'chromium') return forced
  if (forced !== undefined && forced !== '') {
    throw new Error(`TOUCHSTONE_RUNTIME is "${forced}": it can be "electron" or "chromium"`)
  }
  return findElectron() === undefined ? 'chromium' : 'electron'
}
