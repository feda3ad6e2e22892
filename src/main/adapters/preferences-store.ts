import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import Store from 'electron-store'
import {
  defaultPreferences,
  type Preferences,
  preferences,
  type PreferencesChange,
} from '../../shared/preferences.ts'
import type { WindowState } from '../window.ts'

interface Stored {
  preferences: Record<string, unknown>
  /** Provider ids in the user's order. */
  order: string[]
  window: WindowState | null
  /** Whether the demo providers were added. They are added once, so that removed ones stay removed. */
  demoAdded: boolean
}

const name = 'preferences'

/** A damaged file is renamed, not deleted, and the defaults apply. */
function openStore(): Store<Stored> {
  const options = { name, defaults: { preferences: {}, order: [], window: null, demoAdded: false } }
  try {
    return new Store<Stored>(options)
  } catch {
    const file = join(app.getPath('userData'), `${name}.json`)
    renameSync(file, `${file}.damaged`)
    return new Store<Stored>(options)
  }
}

export type PreferencesStore = ReturnType<typeof createPreferencesStore>

/** Keeps settings in a file beside the vault, in clear: nothing in it is secret. */
export function createPreferencesStore() {
  const store = openStore()

  /** An invalid value gets its default; the others are kept. */
  function read(): Preferences {
    const stored = store.get('preferences')
    const merged: Record<string, unknown> = { ...defaultPreferences }
    for (const [name, type] of Object.entries(preferences.shape)) {
      const value = type.safeParse(stored[name])
      if (value.success) merged[name] = value.data
    }
    return preferences.parse(merged)
  }

  return {
    read,
    change(change: PreferencesChange): Preferences {
      store.set('preferences', { ...read(), ...change })
      return read()
    },
    order: () => store.get('order'),
    setOrder: (ids: string[]) => store.set('order', ids),
    windowState: () => store.get('window'),
    setWindowState: (state: WindowState) => store.set('window', state),
    demoAdded: () => store.get('demoAdded'),
    setDemoAdded: () => store.set('demoAdded', true),
  }
}
