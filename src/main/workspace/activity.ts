import type { ActivityEntry } from '../../shared/outcome.ts'
import type { Publish } from '../ipc.ts'

export type Activity = ReturnType<typeof createActivity>

const mostKept = 500

/** The token calls of this session, newest first. Holds allow-listed parts only. */
export function createActivity(publish: Publish) {
  let entries: ActivityEntry[] = []
  return {
    add(entry: ActivityEntry): void {
      entries = [entry, ...entries].slice(0, mostKept)
      publish('activityAdded', entry)
    },
    all: (): ActivityEntry[] => entries,
    clear(): void {
      entries = []
    },
  }
}
