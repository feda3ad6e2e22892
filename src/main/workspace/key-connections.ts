import type { Connections, HttpClient } from '../http/client.ts'
import type { StoredProvider } from '../vault/provider-actions.ts'
import { destinationOf } from '../vault/secret-moves.ts'
import type { KeyConnections } from '../verify/fetch-document.ts'

/**
 * How the keys of a provider are fetched: by its proxy and its authorities. Its client certificate
 * and "insecure" are for its own host alone: nothing that identifies it goes elsewhere, and keys from
 * an unchecked host would prove nothing.
 *
 * @param run the connections are closed after it
 */
export async function withKeyConnections<Value>(
  client: HttpClient,
  stored: StoredProvider | undefined,
  run: (connections: KeyConnections) => Promise<Value>,
): Promise<Value> {
  const connection = stored?.provider.connection
  if (stored === undefined || connection === undefined) return run(client)
  const secrets = stored.contents.state === 'ready' ? stored.contents.record.secrets : {}
  const opened: Connections[] = []
  const dispatcherFor: KeyConnections['dispatcherFor'] = async (url) => {
    const isOwn = destinationOf({ baseUrl: url }) === destinationOf(stored.provider)
    const elsewhere = { ...connection, clientCertificate: '', insecure: false }
    const connections = client.connectionsBy(isOwn ? connection : elsewhere, secrets)
    if (!connections.ok) return connections
    opened.push(connections.value)
    return connections.value.dispatcherFor(url)
  }
  try {
    return await run({ ...client, dispatcherFor })
  } finally {
    await Promise.all(opened.map((connections) => connections.close()))
  }
}
