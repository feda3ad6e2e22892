import type * as Electron from 'electron'

/** The only values that the stand-in supports. The app must not ask for less safe ones. */
const onlySupported = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
} as const satisfies Electron.WebPreferences

const knownPreferences = new Set([
  ...Object.keys(onlySupported),
  'preload',
  'partition',
  'spellcheck',
])

/** Options that a Chromium window can follow, and those that change only the window frame. */
const knownOptions = new Set<keyof Electron.BrowserWindowConstructorOptions>([
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'show',
  'title',
  'icon',
  'autoHideMenuBar',
  'backgroundColor',
  'webPreferences',
])

/** @throws Error naming the first option that the stand-in does not know */
export function refuseUnknownOptions(options: Electron.BrowserWindowConstructorOptions): void {
  const known: ReadonlySet<string> = knownOptions
  const unknown = Object.keys(options).find((name) => !known.has(name))
  if (unknown !== undefined) throw new Error(`The stand-in has no BrowserWindow option ${unknown}`)
}

/** @throws Error naming the first preference that the stand-in does not support */
export function refuseUnsafePreferences(preferences: Electron.WebPreferences): void {
  const unknown = Object.keys(preferences).find((name) => !knownPreferences.has(name))
  if (unknown !== undefined) throw new Error(`The stand-in has no webPreferences.${unknown}`)
  for (const [name, supported] of Object.entries(onlySupported)) {
    const asked = preferences[name as keyof typeof onlySupported]
    if (asked !== undefined && asked !== supported) {
      throw new Error(`The stand-in cannot do webPreferences.${name}: ${asked}`)
    }
  }
}
