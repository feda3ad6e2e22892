import {
  type Connection,
  connectionInputs,
  connectionSecrets,
  defaultConnection,
} from '../../shared/connection.ts'

/** How the form gives the client certificate. `kept`: the stored one. */
export type ClientChoice = 'none' | 'kept' | 'pem' | 'file'

interface ConnectionDraft {
  connection?: Connection
  secrets: Record<string, string>
}

const { clientKey, clientFile } = connectionSecrets

/**
 * The connection section of the form as input for main. Without settings, now and before, it has
 * none. Blank secrets are left out: the stored ones stay.
 */
export function connectionIn(form: FormData, before = defaultConnection): ConnectionDraft {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const use = text(connectionInputs.proxy)
  const client = text(connectionInputs.client)
  const connection: Connection = {
    proxy:
      use === 'manual'
        ? { use, url: text(connectionInputs.proxyUrl).trim() }
        : { use: use === 'none' ? use : 'system' },
    authorities: text(connectionInputs.authorities).trim(),
    clientCertificate: certificateOf(client, text(connectionInputs.clientCertificate), before),
    insecure: form.has(connectionInputs.insecure),
  }
  const typed = Object.values(connectionSecrets)
    .filter((name) => (client === 'file' ? name !== clientKey : name !== clientFile))
    .map((name) => [name, text(name)] as const)
    .filter(([, value]) => value !== '')
  const isDefault = [connection, before].every((each) => sameAsDefault(each))
  return { ...(isDefault ? {} : { connection }), secrets: Object.fromEntries(typed) }
}

function certificateOf(client: string, typed: string, before: Connection): string {
  if (client === 'kept') return before.clientCertificate
  return client === 'pem' ? typed.trim() : ''
}

const sameAsDefault = (connection: Connection): boolean =>
  JSON.stringify(connection) === JSON.stringify(defaultConnection)

/** Errors that can be told without asking main. */
export function connectionErrors(form: FormData): Record<string, string> {
  const file = form.get(connectionInputs.client) === 'file' && form.get(clientFile) === ''
  return file ? { [clientFile]: 'No file is chosen.' } : {}
}

/** The connection in one line, for the folded section. */
export function connectionWords(connection = defaultConnection): string {
  const { proxy, authorities, clientCertificate } = connection
  const parts = [
    proxy.use === 'manual' ? `proxy ${proxy.url}` : '',
    proxy.use === 'none' ? 'no proxy' : '',
    authorities === '' ? '' : 'added authorities',
    clientCertificate === '' ? '' : 'client certificate',
  ].filter(Boolean)
  return parts.length > 0 || connection.insecure
    ? parts.join(', ')
    : 'proxy, certificate authorities, client certificate'
}

/** The mark of a provider whose service is not authenticated. */
export const insecureWords = 'TLS not checked'
