import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import Store from 'electron-store'
import { keepPreferences, type Stored } from '../kept-preferences.ts'

const name = 'preferences'

/** Settings, in a file of their own beside the vault, in clear: nothing in it is secret. */
export function createPreferencesStore(log: (line: string) => void) {
  const open = () => new Store<Partial<Stored>>({ name, configFileMode: 0o600 })
  const file = join(app.getPath('userData'), `${name}.json`)
  return keepPreferences({ open, setAside: () => renameSync(file, `${file}.damaged`), log })
}
