import type { Result } from '../shared/result.ts'

/**
 * How long a page waits for its list: longer than reading a thousand providers takes; a keyring that
 * asks its user takes longer.
 */
const patienceMs = 400

export interface Opening {
  /** Begins to draw what the next page will take. */
  prepare: () => void
  take: () => Promise<string | null>
}

interface OpeningOptions<Snapshot> {
  /** What can be shown before the vault is open; null where there is nothing yet. */
  peek: () => Promise<Result<Snapshot> | null>
  /** The list as it is now. */
  take: () => Promise<Result<Snapshot>>
  /** Gives the HTML of either. */
  draw: (snapshot: Snapshot) => string
  log: (line: string) => void
  waitMs?: number
}

/**
 * What the page begins with: the list as it is now or, where the keyring is slow, what stands in
 * clear of it. Null where there is neither: the window shows what its scripts make of it then, a
 * failure too.
 */
export function createOpening<Snapshot>(options: OpeningOptions<Snapshot>): Opening {
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

  // At once: later the window is being made, and waits for whatever else main does.
  let inClear: string | null = null
  void drawn(peek()).then((opening) => {
    inClear = opening
  })

  const inTime = (whole: Promise<string | null>) =>
    new Promise<string | null>((resolve) => {
      const timer = setTimeout(() => resolve(inClear), waitMs)
      void whole.then((opening) => {
        clearTimeout(timer)
        resolve(opening)
      })
    })

  let prepared: Promise<string | null> | null = null
  return {
    prepare() {
      prepared ??= drawn(take())
    },
    take() {
      const whole = prepared ?? drawn(take())
      prepared = null
      return inTime(whole)
    },
  }
}
