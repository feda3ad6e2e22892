import { z } from 'zod'

/** What a person may set. Losing one is a nuisance, not a loss: electron-store keeps them. */
export const preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** A token counts as expired this long before its end. */
  skewSeconds: z.int().min(0).max(600),
  clipboardClearSeconds: z.int().min(5).max(600),
  revealSeconds: z.int().min(5).max(600),
  /** Ask the system to keep the window out of screen captures while a token is revealed. */
  hideFromCaptures: z.boolean(),
  /** Show the demo workspace. */
  demo: z.boolean(),
})

export const preferencesChange = preferences.partial()

export type Preferences = z.infer<typeof preferences>
export type PreferencesChange = z.infer<typeof preferencesChange>

export const defaultPreferences: Preferences = {
  theme: 'system',
  skewSeconds: 60,
  clipboardClearSeconds: 30,
  revealSeconds: 30,
  hideFromCaptures: true,
  demo: true,
}
