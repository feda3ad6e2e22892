/** What the stand-in cannot do otherwise than safely; Electron could, and the app must not ask for it. */
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

/** @throws Error naming the first preference that the stand-in could not honour */
export function refuseUnsafePreferences(preferences: Electron.WebPreferences): void {
  for (const [name, possible] of Object.entries(onlyPossible)) {
    const asked = preferences[name as keyof typeof onlyPossible]
    if (asked !== undefined && asked !== possible) {
      throw new Error(`The stand-in cannot do webPreferences.${name}: ${asked}`)
    }
  }
}
