import { setTimeout } from 'node:timers/promises'
import type { Result } from '../shared/result.ts'

/** Longer than reading a thousand providers takes; a keyring that asks its user takes longer. */
const patienceMs = 400

export interface Opening {
  /** Draws what the next page will take. */
  prepare: () => void
  take: () => Promise<string | null>
}

/**
 * What the page begins with: the list as it is now. Null where there is none to draw in time: the
 * window shows what its scripts make of it then, a failure too.
 *
 * @param take - takes the snapshot that is drawn
 * @param draw - gives its HTML
 */
export function createOpening<Snapshot>(
  take: () => Result<Snapshot> | Promise<Result<Snapshot>>,
  draw: (snapshot: Snapshot) => string,
  log: (line: string) => void,
  waitMs = patienceMs,
): Opening {
  const drawn = async () => {
    const taken = await take()
    return taken.ok ? draw(taken.value) : null
  }
  const inTime = async () => {
    const done = new AbortController()
    try {
      return await Promise.race([drawn(), setTimeout(waitMs, null, { signal: done.signal })])
    } catch (error) {
      log(`the list could not be drawn before the scripts: ${String(error)}`)
      return null
    } finally {
      done.abort()
    }
  }

  let prepared: Promise<string | null> | null = null
  return {
    prepare() {
      prepared ??= inTime()
    },
    take() {
      const opening = prepared ?? inTime()
      prepared = null
      return opening
    },
  }
}
