import { demoBaseUrl } from '../../shared/provider.ts'
import { ok } from '../../shared/result.ts'
import type { HttpClient } from '../http/client.ts'
import { checkBaseUrl } from '../http/base-url.ts'
import { send } from '../http/send.ts'
import type { Handlers } from '../ipc.ts'
import type { DemoWorkspace } from './demo-workspace.ts'

/**
 * Checks that a server responds: one GET of the base URL, without any field or token. Any HTTP
 * status is a success, since it proves that the server is there and its certificate is accepted.
 */
export function createTestBaseUrl(
  client: HttpClient,
  demo: Pick<DemoWorkspace, 'resolveBaseUrl'>,
): Handlers['testBaseUrl'] {
  return async ({ baseUrl, template }) => {
    const checked =
      baseUrl === demoBaseUrl ? await demo.resolveBaseUrl(baseUrl, template) : checkBaseUrl(baseUrl)
    if (!checked.ok) return checked
    const dispatcher = await client.dispatcherFor(checked.value)
    if (!dispatcher.ok) return dispatcher
    const startedAtMs = performance.now()
    const answer = await send(
      { method: 'GET', url: `${checked.value}/`, headers: { accept: '*/*' } },
      { dispatcher: dispatcher.value, timeoutMs: 10_000 },
    )
    if (!answer.ok) return answer
    const durationMs = Math.round(performance.now() - startedAtMs)
    return ok({ status: answer.value.status, durationMs })
  }
}
