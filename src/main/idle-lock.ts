interface IdleLockOptions {
  /** How long nobody has used the machine, in seconds. */
  idleSeconds: () => number
  /** Whether the screen is locked, where the system does not tell by an event. */
  isScreenLocked: () => boolean
  /** Locks after this long; 0 for never. */
  limitMinutes: () => number
  /** Called again and again while it lasts. */
  lock: (why: 'idle' | 'screen') => void
  /** The screen is unlocked again. */
  unlock: () => void
}

/** Two cheap calls of the system each time. Bounds how long a locked screen leaves secrets open. */
const everyMs = 10_000

/**
 * Locks when nobody has used the machine for a while. Also watches the screen lock on Linux, where
 * Electron emits no event for it.
 *
 * @returns stops watching
 */
export function watchIdle(options: IdleLockOptions): () => void {
  let screenWasLocked = false

  function check(): void {
    const isLocked = options.isScreenLocked()
    const limit = options.limitMinutes()
    if (isLocked) options.lock('screen')
    else if (limit > 0 && options.idleSeconds() >= limit * 60) options.lock('idle')
    else if (screenWasLocked) options.unlock()
    screenWasLocked = isLocked
  }

  const timer = setInterval(check, everyMs)
  return () => clearInterval(timer)
}
