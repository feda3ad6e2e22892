import { z } from 'zod'

/** What a person may set. Losing one is a nuisance, not a loss: electron-store keeps them. */
export const preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** A token counts as expired this long before its end. */
  skewSeconds: z.int().min(0).max(600).default(60),
  clipboardClearSeconds: z.int().min(5).max(600).default(30),
  revealSeconds: z.int().min(5).max(600).default(30),
  /** Ask the system to keep the window out of screen captures while a token is revealed. */
  hideFromCaptures: z.boolean().default(true),
  /** Show the demo workspace. */
  demo: z.boolean().default(true),
})

export type Preferences = z.infer<typeof preferences>

export const defaultPreferences: Preferences = preferences.parse({})
