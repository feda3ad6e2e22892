import { z } from 'zod'

/** User settings. They are in electron-store, not in the vault, since they are easily set again. */
export const preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Expiry margin: how long before its end a token is due for renewal. */
  skewSeconds: z.int().min(0).max(600),
  clipboardClearSeconds: z.int().min(5).max(600),
  revealSeconds: z.int().min(5).max(600),
  /** Lock when nobody has used the machine for this long. 0 means never. */
  idleLockMinutes: z.int().min(0).max(600),
  /** Lock an idle machine also while the secrets are in memory only. They stay in memory. */
  idleLockMemory: z.boolean(),
  /** Ask the system to exclude the window from screen captures while a token is shown. */
  hideFromCaptures: z.boolean(),
  /** Show the demo workspace. */
  demo: z.boolean(),
  /** Show the hint about the demo workspace, until it is dismissed. */
  demoHint: z.boolean(),
  /** The order of the list of providers. `call`: the latest call first. */
  listOrder: z.enum(['expiry', 'name', 'call', 'own']),
  /** Ids of findings that are muted in every token. */
  mutedFindings: z.array(z.string().max(100)).max(500),
})

export const preferencesChange = preferences.partial()

export type Preferences = z.infer<typeof preferences>
export type PreferencesChange = z.infer<typeof preferencesChange>

export const defaultPreferences: Preferences = {
  theme: 'system',
  skewSeconds: 60,
  clipboardClearSeconds: 30,
  revealSeconds: 30,
  idleLockMinutes: 15,
  idleLockMemory: false,
  hideFromCaptures: true,
  demo: true,
  demoHint: true,
  listOrder: 'own',
  mutedFindings: [],
}
