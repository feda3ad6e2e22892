import type { Connection } from '../../shared/connection.ts'
import type { Result } from '../../shared/result.ts'
import type { HttpClient } from './client.ts'
import type { Secrets } from './secure-context.ts'
import { type HttpRequest, type HttpResponse, send, type SendOptions } from './send.ts'

/** The settings of a provider, where it has its own, and its secrets. */
export interface ConnectionWithSecrets {
  connection?: Connection | undefined
  secrets: Secrets
}

/** Sends a request by the connection of a provider, and closes that afterwards. */
export async function sendBy(
  client: Pick<HttpClient, 'dispatcherFor' | 'connectionsBy'>,
  { connection, secrets }: ConnectionWithSecrets,
  request: HttpRequest,
  options: Omit<SendOptions, 'dispatcher'>,
): Promise<Result<HttpResponse>> {
  const own = connection && client.connectionsBy(connection, secrets)
  if (own && !own.ok) return own
  const dispatcher = await (own?.value ?? client).dispatcherFor(request.url)
  const answer = dispatcher.ok
    ? await send(request, { dispatcher: dispatcher.value, ...options })
    : dispatcher
  await own?.value.close()
  return answer
}
