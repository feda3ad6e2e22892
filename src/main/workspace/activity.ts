import type { ActivityEntry } from '../../shared/outcome.ts'
import type { Publish } from '../ipc.ts'

/** The token calls of this session, newest first. Holds allow-listed parts only. */
export interface Activity {
  add: (entry: ActivityEntry) => void
  all: () => ActivityEntry[]
  clear: () => void
}

const mostKept = 500

export function createActivity(publish: Publish): Activity {
  let entries: ActivityEntry[] = []
  return {
    add(entry) {
      entries = [entry, ...entries].slice(0, mostKept)
      publish('activityAdded', entry)
    },
    all: () => entries,
    clear() {
      entries = []
    },
  }
}
