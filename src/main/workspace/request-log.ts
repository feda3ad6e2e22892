import type { LoggedRequest } from '../http/client.ts'
import type { Activity } from './activity.ts'

interface RequestLogOptions {
  activity: Pick<Activity, 'add'>
  newId: () => string
  now: () => number
}

/**
 * Puts requests that are no token calls into the activity. The query of an address may hold a
 * secret: only origin and path are kept.
 */
export function createRequestLog({ activity, newId, now }: RequestLogOptions): LoggedRequest {
  return async ({ purpose, method, url }, send) => {
    const startedAtMs = now()
    const before = performance.now()
    const answer = await send()
    const status = answer.ok ? answer.value.status : answer.failure.status
    const { origin, pathname } = new URL(url)
    activity.add({
      id: newId(),
      purpose,
      method,
      url: origin + pathname,
      startedAtMs,
      durationMs: Math.round(performance.now() - before),
      ...(status === undefined ? {} : { status }),
      ...(answer.ok ? {} : { failure: answer.failure }),
    })
    return answer
  }
}
