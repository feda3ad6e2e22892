import { z } from 'zod'
import {
  defaultPreferences,
  type Preferences,
  preferences,
  type PreferencesChange,
} from '../shared/preferences.ts'
import { failed, ok, type Result } from '../shared/result.ts'
import { fileFailure } from './vault/vault-failure.ts'
import type { WindowState } from './window.ts'

const bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

/** A member that makes no sense gets its default; the others are kept. */
const storedShape = z.object({
  preferences: z.record(z.string(), z.unknown()).catch({}),
  /** Provider ids in the user's order. */
  order: z.array(z.string()).catch([]),
  window: z.object({ bounds, maximized: z.boolean() }).nullable().catch(null),
  /** Whether the demo providers were added. They are added once, so that removed ones stay removed. */
  demoAdded: z.boolean().catch(false),
})

export type Stored = z.infer<typeof storedShape>

type Opened = { file: PreferencesFile; content: object } | { unread: unknown }

const openedFile = (file: PreferencesFile): Opened => ({ file, content: file.store })

/** The part of electron-store's `Store` that is used. Every access may throw. */
export interface PreferencesFile {
  readonly store: object
  set: (changed: Partial<Stored>) => void
}

interface KeptPreferencesOptions {
  /** Throws a SyntaxError if the content is no JSON. */
  open: () => PreferencesFile
  /** Renames the damaged file. */
  setAside: () => void
  log: (line: string) => void
}

export type PreferencesStore = ReturnType<typeof keepPreferences>

/**
 * Keeps the settings in memory and writes each change to their file. Never throws: a change that
 * cannot be written lasts until the app quits. Content that is no JSON is set aside, and the defaults
 * apply. A file that the disk does not give at the start is left alone, since it may be good.
 */
export function keepPreferences({ open, setAside, log }: KeptPreferencesOptions) {
  const opened = openFile()
  const stored: Stored = storedShape.parse('content' in opened ? opened.content : {})

  function openFile(): Opened {
    try {
      return openedFile(open())
    } catch (error) {
      if (!(error instanceof SyntaxError)) return leftAlone(error)
    }
    try {
      setAside()
      return openedFile(open())
    } catch (error) {
      return leftAlone(error)
    }
  }

  function leftAlone(unread: unknown): Opened {
    log(`the settings cannot be read: ${String(unread)}`)
    return { unread }
  }

  /** Applies a change in any case. */
  function write(changed: Partial<Stored>): Result<null> {
    Object.assign(stored, changed)
    try {
      if ('unread' in opened) throw opened.unread
      opened.file.set(changed)
      return ok(null)
    } catch (error) {
      log(`the settings could not be saved: ${String(error)}`)
      return failed(fileFailure('The settings could not be saved', error))
    }
  }

  /** An invalid value gets its default; the others are kept. */
  function read(): Preferences {
    const merged: Record<string, unknown> = { ...defaultPreferences }
    for (const [name, type] of Object.entries(preferences.shape)) {
      const value = type.safeParse(stored.preferences[name])
      if (value.success) merged[name] = value.data
    }
    return preferences.parse(merged)
  }

  return {
    read,
    /** Fails if the change could not be saved. It applies until the app quits. */
    change: (change: PreferencesChange): Result<null> =>
      write({ preferences: { ...read(), ...change } }),
    order: () => stored.order,
    setOrder: (order: string[]) => write({ order }),
    windowState: () => stored.window,
    setWindowState: (window: WindowState) => void write({ window }),
    demoAdded: () => stored.demoAdded,
    setDemoAdded: () => void write({ demoAdded: true }),
  }
}
