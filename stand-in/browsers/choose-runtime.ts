import { aptCommand, downloadPlaywrightChromium, installChromium } from './fetch-chromium.ts'
import { fetchElectron } from './fetch-electron.ts'
import { findInstalledChromium, findPlaywrightChromium } from './find-chromium.ts'
import { findElectron } from './find-electron.ts'
import { requestedRuntime, type RuntimeKind } from './runtime.ts'
import { startProblem } from './start-problem.ts'

export interface Runtime {
  kind: RuntimeKind
  /** Path of Electron, or of a Chrome or Chromium. */
  executable: string
}

/**
 * Finds a runtime for the app: Electron before the stand-in, and of each an installed one before a
 * download. `TOUCHSTONE_RUNTIME` limits the search to one of the two. Prints the choice in one line.
 *
 * @returns undefined if there is none; what helps is printed
 */
export function chooseRuntime(): Runtime | undefined {
  let asked: RuntimeKind | undefined
  try {
    asked = requestedRuntime()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
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

function firstUsable(kind: RuntimeKind, sources: (() => string | undefined)[]): string | undefined {
  for (const source of sources) {
    const executable = source()
    if (executable === undefined) continue
    const problem = startProblem(executable, kind)
    if (problem === undefined) return executable
    console.log(`${executable} cannot start: ${problem}`)
  }
  return undefined
}

function advice(asked: RuntimeKind | undefined): string {
  const electron = ['npx install-electron', 'ELECTRON_OVERRIDE_DIST_PATH=<folder with Electron>']
  const chromium = [
    ...(process.platform === 'linux' ? [`sudo sh -c '${aptCommand}'`] : []),
    'npx playwright install chromium',
    'TOUCHSTONE_CHROMIUM=<path of a Chrome or Chromium>',
  ]
  const commands = asked ? { electron, chromium }[asked] : [...electron, ...chromium]
  return commands.map((command) => `  ${command}`).join('\n')
}
