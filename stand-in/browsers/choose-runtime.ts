import { whyNotStarting } from './can-start.ts'
import { aptCommand, downloadPlaywrightChromium, installChromium } from './fetch-chromium.ts'
import { fetchElectron } from './fetch-electron.ts'
import { findInstalledChromium, findPlaywrightChromium } from './find-chromium.ts'
import { findElectron } from './find-electron.ts'

/** What the app runs on: Electron itself, or the stand-in for it on a Chromium. */
export interface Runtime {
  kind: 'electron' | 'chromium'
  executable: string
}

type Kind = Runtime['kind']

/**
 * Looks for what the app can run on: what is there before what would have to be fetched, Electron
 * before the stand-in. `TOUCHSTONE_RUNTIME` asks for one of the two. Says in one line what it is.
 *
 * @returns undefined where there is nothing and nothing can be had: what to do has been said then
 */
export function chooseRuntime(): Runtime | undefined {
  const asked = process.env['TOUCHSTONE_RUNTIME'] ?? ''
  if (asked !== '' && asked !== 'electron' && asked !== 'chromium') {
    console.error(`TOUCHSTONE_RUNTIME is "${asked}": it can be "electron" or "chromium"`)
    return undefined
  }
  const electron =
    asked === 'chromium' ? undefined : firstUsable('electron', [findElectron, fetchElectron])
  if (electron !== undefined) {
    console.log(`Running on Electron: ${electron}`)
    return { kind: 'electron', executable: electron }
  }
  const chromium = asked === 'electron' ? undefined : firstUsable('chromium', chromiumSources)
  if (chromium !== undefined) {
    const why = asked === 'chromium' ? 'As asked' : 'Electron cannot be had here'
    console.log(`${why}: running on the stand-in for Electron, with ${chromium}`)
    return { kind: 'chromium', executable: chromium }
  }
  console.error(`There is nothing to run on. Any of these helps:\n${advice(asked)}`)
  return undefined
}

const chromiumSources = [
  findInstalledChromium,
  findPlaywrightChromium,
  downloadPlaywrightChromium,
  installChromium,
]

function firstUsable(kind: Kind, sources: (() => string | undefined)[]): string | undefined {
  for (const source of sources) {
    const executable = source()
    if (executable === undefined) continue
    const problem = whyNotStarting(executable, kind)
    if (problem === undefined) return executable
    console.log(`${executable} cannot start: ${problem}`)
  }
  return undefined
}

function advice(asked: Kind | ''): string {
  const electron = ['npx install-electron', 'ELECTRON_OVERRIDE_DIST_PATH=<folder with Electron>']
  const chromium = [
    ...(process.platform === 'linux' ? [`sudo sh -c '${aptCommand}'`] : []),
    'npx playwright install chromium',
    'TOUCHSTONE_CHROMIUM=<path of a Chrome or Chromium>',
  ]
  const commands = { electron, chromium, '': [...electron, ...chromium] }
  return commands[asked].map((command) => `  ${command}`).join('\n')
}
