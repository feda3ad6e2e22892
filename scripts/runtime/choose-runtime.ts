import { aptCommand, downloadPlaywrightChromium, installChromium } from './fetch-chromium.ts'
import { fetchElectron } from './fetch-electron.ts'
import { findInstalledChromium, findPlaywrightChromium } from './find-chromium.ts'
import { findElectron } from './find-electron.ts'

/** What the app runs on: Electron itself, or the stand-in for it on a Chromium. */
export interface Runtime {
  kind: 'electron' | 'chromium'
  executable: string
}

export type Forced = 'electron' | 'chromium' | undefined

/**
 * Looks for what the app can run on, what is there before what would have to be fetched, Electron before the
 * stand-in; says in one line what it found.
 *
 * @param forced what `TOUCHSTONE_RUNTIME` asks for
 * @returns undefined where there is nothing and nothing can be had: what to do has been said then
 */
export function chooseRuntime(forced: Forced): Runtime | undefined {
  const electron = forced === 'chromium' ? undefined : (findElectron() ?? fetchElectron())
  if (electron !== undefined) {
    console.log(`Running on Electron: ${electron}`)
    return { kind: 'electron', executable: electron }
  }
  const chromium = forced === 'electron' ? undefined : anyChromium()
  if (chromium !== undefined) {
    const why = forced === 'chromium' ? 'As asked' : "Electron's binary is not here"
    console.log(`${why}: running on the stand-in for Electron, with ${chromium}`)
    return { kind: 'chromium', executable: chromium }
  }
  console.error(`There is nothing to run on. Any of these helps:\n${advice(forced)}`)
  return undefined
}

/** @throws Error for a value that means nothing */
export function forcedRuntime(environment: NodeJS.ProcessEnv): Forced {
  const value = environment['TOUCHSTONE_RUNTIME']
  if (value === undefined || value === '') return undefined
  if (value === 'electron' || value === 'chromium') return value
  throw new Error(`TOUCHSTONE_RUNTIME is "${value}": it can be "electron" or "chromium"`)
}

const anyChromium = () =>
  findInstalledChromium() ??
  findPlaywrightChromium() ??
  downloadPlaywrightChromium() ??
  installChromium()

function advice(forced: Forced): string {
  const electron = ['npx install-electron', 'ELECTRON_OVERRIDE_DIST_PATH=<folder with Electron>']
  const chromium = [
    ...(process.platform === 'linux' ? [`sudo sh -c '${aptCommand}'`] : []),
    'npx playwright install chromium',
    'TOUCHSTONE_CHROMIUM=<path of a Chrome or Chromium>',
  ]
  const both = { electron, chromium, any: [...electron, ...chromium] }
  return both[forced ?? 'any'].map((command) => `  ${command}`).join('\n')
}
