import { setTimeout as delay } from 'node:timers/promises'
import type { Result } from '../shared/result.ts'

/**
 * How long a page waits for the full list. Reading a thousand providers takes less; a keyring that
 * asks the user to unlock it takes longer.
 */
const patienceMs = 400

interface OpeningOptions<Snapshot> {
  /** The list that can be shown before the vault is open; null if there is none yet. */
  peek: () => Promise<Result<Snapshot> | null>
  /** The full list; waits for the vault. */
  take: () => Promise<Result<Snapshot>>
  draw: (snapshot: Snapshot) => string
  log: (line: string) => void
  waitMs?: number
}

/**
 * [Note: opening list]
 *
 * Main renders the list of providers to HTML and puts it into the page, so that it is on screen
 * before the window's scripts have run:
 * - The renderer's own components draw it (`src/renderer/opening`, compiled for main by the build).
 * - It is the full list. If the keyring is slow, it is what is stored in clear: every provider,
 *   locked.
 * - The scripts replace it with the same list, from their own snapshot.
 * - Without either list the page starts empty, and its scripts show the list or the failure.
 */
export function createOpening<Snapshot>(options: OpeningOptions<Snapshot>) {
  const { peek, take, draw, log, waitMs = patienceMs } = options

  async function drawn(snapshot: Promise<Result<Snapshot> | null>): Promise<string | null> {
    try {
      const taken = await snapshot
      return taken?.ok === true ? draw(taken.value) : null
    } catch (error) {
      log(`the list could not be drawn before the scripts: ${String(error)}`)
      return null
    }
  }

  // Drawn at once: later main is busy creating the window, and the page would wait for both.
  let inClear: string | null = null
  void drawn(peek()).then((opening) => {
    inClear = opening
  })

  const inTime = (whole: Promise<string | null>) =>
    Promise.race([whole, delay(waitMs, undefined, { ref: false }).then(() => inClear)])

  let prepared: Promise<string | null> | null = null
  return {
    /** Starts drawing for the next page. */
    prepare: (): void => {
      prepared ??= drawn(take())
    },
    take: (): Promise<string | null> => {
      const whole = prepared ?? drawn(take())
      prepared = null
      return inTime(whole)
    },
  }
}
