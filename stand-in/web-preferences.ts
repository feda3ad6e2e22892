import type * as Electron from 'electron'

/**
 * What the stand-in cannot do otherwise than safely; Electron could, and the app must not ask for
 * it.
 */
const onlyPossible = {
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
  ...Object.keys(onlyPossible),
  'preload',
  'partition',
  'spellcheck',
])

/**
 * What a Chromium window can show, and what it need not show because only the frame around it would
 * differ.
 */
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

/** @throws Error naming the first option that would be ignored otherwise */
export function refuseUnknownOptions(options: Electron.BrowserWindowConstructorOptions): void {
  const known: ReadonlySet<string> = knownOptions
  const unknown = Object.keys(options).find((name) => !known.has(name))
  if (unknown !== undefined) throw new Error(`The stand-in has no BrowserWindow option ${unknown}`)
}

/** @throws Error naming the first preference that the stand-in could not honour */
export function refuseUnsafePreferences(preferences: Electron.WebPreferences): void {
  const unknown = Object.keys(preferences).find((name) => !knownPreferences.has(name))
  if (unknown !== undefined) throw new Error(`The stand-in has no webPreferences.${unknown}`)
  for (const [name, possible] of Object.entries(onlyPossible)) {
    const asked = preferences[name as keyof typeof onlyPossible]
    if (asked !== undefined && asked !== possible) {
      throw new Error(`The stand-in cannot do webPreferences.${name}: ${asked}`)
    }
  }
}
