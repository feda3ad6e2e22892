import tls from 'node:tls'
import { type Connection, connectionSecrets } from '../../shared/connection.ts'
import { readCertificates } from './certificates.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'

/** Values of `connectionSecrets`, among others. */
export type Secrets = Readonly<Record<string, string>>

/** Authorities of Node and of the system, without duplicates: each is parsed for every context. */
const knownAuthorities = (): string[] => [
  ...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]),
]

/** @param added more authorities, one PEM text each */
export const trusting = (added: readonly string[] = [], client: tls.SecureContextOptions = {}) =>
  tls.createSecureContext({ ca: [...knownAuthorities(), ...added], ...client })

/** What identifies the client; nothing if it has no certificate. */
function clientIdentity(certificate: string, secrets: Secrets): Result<tls.SecureContextOptions> {
  if (certificate === '') return ok({})
  const { clientKey, clientFile, clientPassphrase } = connectionSecrets
  const passphrase = secrets[clientPassphrase] ?? ''
  const file = secrets[clientFile]
  if (file !== undefined) return ok({ pfx: Buffer.from(file, 'base64'), passphrase })
  const key = secrets[clientKey]
  return key === undefined ? failed(noKey) : ok({ cert: certificate, key, passphrase })
}

/**
 * The contexts of a provider with authorities or a client certificate of its own. That certificate is
 * for the service alone, not for a proxy.
 */
export function secureContextsFor(
  { authorities, clientCertificate }: Connection,
  secrets: Secrets,
): Result<{ service: tls.SecureContext; proxy: () => tls.SecureContext }> {
  const identity = clientIdentity(clientCertificate, secrets)
  if (!identity.ok) return identity
  const added = authorities === '' ? ok([]) : readCertificates(authorities)
  if (!added.ok) return failed(unusable)
  const texts = added.value.map(String)
  try {
    return ok({ service: trusting(texts, identity.value), proxy: () => trusting(texts) })
  } catch {
    return failed(unusable)
  }
}

const noKey: Failure = {
  kind: 'blank-field',
  title: 'The key of the client certificate is missing',
  detail: 'No request was sent.',
  nextStep: 'Edit the provider and enter the key, or remove the certificate.',
}

const unusable: Failure = {
  kind: 'tls',
  title: 'The certificates of the connection cannot be used',
  detail: 'No request was sent.',
  nextStep: 'Edit the provider and enter its certificates again.',
}
