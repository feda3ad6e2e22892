import type { ActivityItem } from '../../shared/outcome.ts'
import type { Publish } from '../ipc.ts'

export type Activity = ReturnType<typeof createActivity>

const mostKept = 500

/**
 * The requests of this session, the tokens that were revealed or copied, and the transfers, newest
 * first. Holds allow-listed parts only.
 */
export function createActivity(publish: Publish) {
  let entries: ActivityItem[] = []
  return {
    add(entry: ActivityItem): void {
      entries = [entry, ...entries].slice(0, mostKept)
      publish('activityAdded', entry)
    },
    all: (): ActivityItem[] => entries,
    clear(): void {
      entries = []
    },
  }
}
