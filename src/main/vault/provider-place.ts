import { createHash } from 'node:crypto'
import type { Provider } from '../../shared/provider.ts'
import type { ProviderPlace } from './secret-record.ts'

/** None without a connection, so that records of earlier versions keep opening. */
function connectionParts(connection: Provider['connection']): unknown[] {
  if (connection === undefined) return []
  const { proxy, authorities, clientCertificate, insecure } = connection
  const url = proxy.use === 'manual' ? [proxy.url] : []
  return [[proxy.use, ...url], authorities, clientCertificate, insecure]
}

/**
 * What its record is bound to: a token of one environment or base URL is never sent to another, and
 * neither a swapped template nor a planted field, key source or proxy gets a secret.
 */
export const placeOf = ({
  id,
  environment,
  baseUrl,
  template,
  fields,
  keySource,
  connection,
}: Provider): ProviderPlace => {
  const named = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
  const bound = [named, keySource, ...connectionParts(connection)]
  const settings = createHash('sha256').update(JSON.stringify(bound))
  return { id, environment, baseUrl, template, settings: settings.digest('base64url') }
}
