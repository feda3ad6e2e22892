import { createRateLimit } from './rate-limit.ts'

export interface CrashQuestion {
  message: string
  detail: string
  buttons: ('Reload' | 'Quit')[]
}

interface CrashedPageOptions {
  /** Asks the user. Resolves with the index of the button. */
  ask: (question: CrashQuestion) => Promise<number>
  reload: () => void
  quit: () => void
  now: () => number
}

const mostCrashes = 3

/**
 * What to do about a page whose process is gone: Electron leaves a blank window. The user decides
 * every time, so that a page that crashes at its start does not do so for ever.
 *
 * @returns to be called with the reason of `render-process-gone`
 */
export function createCrashedPage({ ask, reload, quit, now }: CrashedPageOptions) {
  const mayReload = createRateLimit({ most: mostCrashes - 1, withinMs: 60_000 }, now)

  return async (reason: string): Promise<void> => {
    const buttons: CrashQuestion['buttons'] = mayReload() ? ['Reload', 'Quit'] : ['Quit']
    const next = buttons.includes('Reload')
      ? 'Click Reload to continue.'
      : `${mostCrashes} crashes within a minute. Quit and restart Touchstone.`
    const answer = await ask({
      message: 'The window has crashed',
      detail: `Reason: ${reason}. Stored tokens are safe. Unsaved input is lost.\n\n${next}`,
      buttons,
    })
    if (buttons[answer] === 'Reload') reload()
    else quit()
  }
}
