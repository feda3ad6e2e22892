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
  /** Whether the demo's providers were made: they are made once, so that removed ones stay away. */
  demoAdded: boolean
}

const name = 'preferences'

/** A file that cannot be read is put aside, not thrown away, and everything starts as it was. */
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

/** What is kept beside the vault, in clear: nothing in here is a secret or hard to set again. */
export interface PreferencesStore {
  read: () => Preferences
  change: (change: PreferencesChange) => Preferences
  order: () => string[]
  setOrder: (ids: string[]) => void
  windowState: () => WindowState | null
  setWindowState: (state: WindowState) => void
  demoAdded: () => boolean
  setDemoAdded: () => void
}

export function createPreferencesStore(): PreferencesStore {
  const store = openStore()

  /** One bad value costs itself, not its neighbours. */
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
    change(change) {
      store.set('preferences', { ...read(), ...change })
      return read()
    },
    order: () => store.get('order'),
    setOrder: (ids) => store.set('order', ids),
    windowState: () => store.get('window'),
    setWindowState: (state) => store.set('window', state),
    demoAdded: () => store.get('demoAdded'),
    setDemoAdded: () => store.set('demoAdded', true),
  }
}
