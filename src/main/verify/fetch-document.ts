import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import type { HttpClient } from '../http/client.ts'
import { send } from '../http/send.ts'
import { guardAddresses, type Resolve } from '../http/address-guard.ts'
import type { FetchPlan } from './fetch-plan.ts'

/** The part of the HTTP client that fetching keys uses. */
export interface KeyConnections extends Pick<
  HttpClient,
  'dispatcherFor' | 'guardedDispatcher' | 'logged'
> {
  /** Replaces the system's name service in tests. */
  resolve?: Resolve
}

const timeoutMs = 10_000
const maxBytes = 1024 * 1024
const nextStep = 'Check the URL of the keys and the network, then try again, or paste the key.'

/** Fetches one document, of 1 MiB at most, within 10 s. Sends no credentials, follows no redirect. */
export async function fetchDocument(
  plan: FetchPlan,
  connections: KeyConnections,
): Promise<Result<Uint8Array>> {
  if (plan.refused !== null) return failed(refusedFetch(plan.refused))
  const guard = guardAddresses(plan.reach, connections.resolve)
  const guarded = plan.reach !== 'any'
  const dispatcher = guarded
    ? ok(connections.guardedDispatcher(guard.lookup))
    : await connections.dispatcherFor(plan.url)
  if (!dispatcher.ok) return dispatcher
  const headers = { accept: 'application/json, application/pem-certificate-chain, */*;q=0.1' }
  const { url, purpose } = plan
  const answer = await connections.logged({ method: 'GET', url, purpose }, async () => {
    const sent = await send(
      { method: 'GET', url, headers },
      { dispatcher: dispatcher.value, timeoutMs, maxBytes },
    )
    const refusal = guard.refusal()
    if (refusal !== null) return failed(refusedFetch(refusal))
    return sent.ok ? sent : failed({ ...sent.failure, nextStep })
  })
  if (guarded) await dispatcher.value.destroy()
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 200) return ok(body)
  return failed(status >= 300 && status < 400 ? redirected(status) : unexpectedStatus(status))
}

const refusedFetch = (detail: string): Failure => ({
  kind: 'invalid-input',
  title: 'This URL is not fetched',
  detail,
  nextStep: 'Enter a URL you trust, or paste the key.',
})

const redirected = (status: number): Failure => ({
  kind: 'redirect-refused',
  status,
  title: 'The server redirected to another address',
  detail: 'Redirects are not followed, because they could lead anywhere.',
  nextStep: 'Enter the final URL.',
})

const unexpectedStatus = (status: number): Failure => ({
  kind: 'http',
  status,
  title: `The server responded with status ${status}`,
  nextStep,
})
