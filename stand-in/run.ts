/**
 * Runs an Electron app on an installed Chromium: `node stand-in/run.ts <folder or main file>
 * [arguments]`, in place of `electron <folder or main file> [arguments]`.
 *
 * The app's main process is this Node process: register.ts gives it electron.ts whenever it imports
 * `electron`. Each window is a Chromium of its own, driven over the DevTools protocol (browser.ts,
 * browser-window.ts, web-contents.ts). The preload script runs in an isolated world of the page;
 * page/ holds the scripts that connect it with the page and with main. Requests for the app's own
 * scheme are served from here (page-requests.ts, scheme.ts). Using a part of Electron's API that the
 * stand-in lacks throws (strict.ts).
 *
 * browsers/ finds or fetches Electron or a Chromium. launch/ starts an app for a spec, on either.
 * fixtures/ holds the small apps that the specs of the stand-in start.
 */
import './register.ts'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'
import { obeyParent, tellParent } from './control.ts'
import { reportFailure, warn } from './lifecycle.ts'
import { refusalOfRoot } from './root.ts'
import type { WebContents } from './web-contents.ts'
import { firstBrowser, startFirstBrowser } from './running-browser.ts'

interface Manifest {
  name?: string
  productName?: string
  version?: string
  main?: string
}

const [runtime, , target = '.', ...rest] = process.argv
process.argv = [runtime ?? process.execPath, target, ...rest]
obeyParent()
const refusal = refusalOfRoot(app.commandLine)
if (refusal !== undefined) {
  warn(refusal)
  process.exit(1)
}

const mainFile = describeApp(resolve(target))
const isSlow = setTimeout(() => {
  warn('main is still being evaluated: a top-level `await app.whenReady()` never resolves')
}, 2000)
// Without pending work Node would exit with "unsettled top-level await", where Electron waits.
const keepAlive = setInterval(() => undefined, 60_000)

try {
  await import(pathToFileURL(mainFile).href)
} catch (error) {
  warn('the app threw an error during load')
  reportFailure(error)
  app.exit(1)
}
clearTimeout(isSlow)

const laterRefusal = refusalOfRoot(app.commandLine)
if (laterRefusal !== undefined) warn(`No window: ${laterRefusal}`)
else if (!app.standIn.isExiting()) {
  app.once('web-contents-created', (_event, contents: WebContents) => {
    contents.once('dom-ready', () => tellParent({ type: 'loaded' }))
  })
  await startFirstBrowser()
  clearInterval(keepAlive)
  app.standIn.becomeReady()
  const { endpoint, pid } = await firstBrowser
  tellParent({ type: 'ready', endpoint, browserPid: pid })
}

/** Sets the app's name, version and folder as Electron would. @returns the main file */
function describeApp(path: string): string {
  if (!existsSync(path)) throw new Error(`Unable to find Electron app at ${path}`)
  if (!statSync(path).isDirectory()) {
    app.standIn.describe('Electron', '', dirname(path))
    return path
  }
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest
  app.standIn.describe(
    manifest.productName ?? manifest.name ?? 'Electron',
    manifest.version ?? '',
    path,
  )
  return resolve(path, manifest.main ?? 'index.js')
}
