import { isDeepStrictEqual } from 'node:util'
import {
  type Connection,
  connectionInputs,
  connectionSecrets,
  defaultConnection,
} from '../../shared/connection.ts'
import type { FieldError } from '../../shared/result.ts'
import { certificatesPem, readCertificates } from '../http/certificates.ts'
import { checkClientKey, readPkcs12 } from '../http/client-identity.ts'
import { readProxyUrl } from '../http/proxy-url.ts'

type Secrets = Readonly<Record<string, string>>

/** A connection as it is stored, and its secrets: blank ones are deleted. */
interface Checked {
  connection: Connection
  secrets: Record<string, string>
  problems: FieldError[]
}

const { proxyUser, proxyPassword, clientKey, clientFile, clientPassphrase } = connectionSecrets
const proxySecrets = [proxyUser, proxyPassword]
const clientSecrets = [clientKey, clientFile, clientPassphrase]

/** Far above any key and any file that holds one. */
const longestSecret = 100_000
/** RFC 1929 §2. */
const longestSocksCredential = 255

/**
 * Checks the form's connection. A key and a file of the client's certificate exclude each other, and
 * secrets of what is not used any more are deleted.
 *
 * @param secrets those that were typed; others than the connection's are left out
 */
export function checkConnection(
  draft: Connection,
  secrets: Secrets,
  before: Connection = defaultConnection,
): Checked {
  const proxy = checkedProxy(draft, secrets, before)
  const authorities = checkedAuthorities(draft.authorities)
  const client = checkedClient(draft, secrets, before)
  return {
    connection: {
      proxy: proxy.value,
      authorities: authorities.value,
      clientCertificate: client.value,
      insecure: draft.insecure,
    },
    secrets: { ...proxy.secrets, ...client.secrets },
    problems: [...proxy.problems, ...authorities.problems, ...client.problems],
  }
}

/** The setting of a provider; none where it would say nothing. */
export const keptConnection = (connection: Connection | undefined): { connection?: Connection } =>
  connection === undefined || isDeepStrictEqual(connection, defaultConnection) ? {} : { connection }

interface Part<Value> {
  value: Value
  secrets: Record<string, string>
  problems: FieldError[]
}

function checkedProxy(
  { proxy }: Connection,
  secrets: Secrets,
  before: Connection,
): Part<Connection['proxy']> {
  if (proxy.use !== 'manual') {
    const gone = before.proxy.use === 'manual' ? blank(proxySecrets) : {}
    return { value: { use: proxy.use }, secrets: gone, problems: [] }
  }
  const typed = only(proxySecrets, secrets)
  const url = readProxyUrl(proxy.url)
  const problems = Object.entries(typed)
    .filter(([, value]) => Buffer.byteLength(value) > longestSocksCredential)
    .map(([field]) => ({ field, message: `Longer than ${longestSocksCredential} bytes.` }))
  return url.ok
    ? { value: { use: 'manual', url: url.value }, secrets: typed, problems }
    : { value: proxy, secrets: typed, problems: [proxyProblem(url.failure.detail), ...problems] }
}

const proxyProblem = (message = ''): FieldError => ({ field: connectionInputs.proxyUrl, message })

function checkedAuthorities(text: string): Omit<Part<string>, 'secrets'> {
  if (text.trim() === '') return { value: '', problems: [] }
  const field = connectionInputs.authorities
  if (holdsKey(text)) {
    return { value: text, problems: [{ field, message: 'Contains a private key. Remove it.' }] }
  }
  const read = readCertificates(text)
  return read.ok
    ? { value: certificatesPem(read.value), problems: [] }
    : { value: text, problems: [{ field, message: read.failure.detail ?? '' }] }
}

function checkedClient(draft: Connection, secrets: Secrets, before: Connection): Part<string> {
  const typed = only(clientSecrets, secrets)
  const long = Object.entries(typed).filter(([, value]) => value.length > longestSecret)
  const [tooLong] = long
  if (tooLong) return problem(tooLong[0], 'Too large for a key.')
  const passphrase = typed[clientPassphrase] ?? ''
  const had = before.clientCertificate !== ''

  const file = typed[clientFile]
  if (file !== undefined) {
    const read = readPkcs12(file, passphrase)
    if (!read.ok) return problem(inputOf[read.at], read.message)
    const others = had ? { [clientKey]: '' } : {}
    return part(certificatesPem([read.value]), { ...typed, ...others, ...kept(passphrase, had) })
  }

  if (draft.clientCertificate.trim() === '') {
    if (typed[clientKey] !== undefined) {
      return problem(connectionInputs.clientCertificate, 'Enter the certificate of this key.')
    }
    return part('', had ? blank(clientSecrets) : {})
  }
  const read = readCertificates(draft.clientCertificate)
  if (!read.ok) return problem(connectionInputs.clientCertificate, read.failure.detail ?? '')
  // Only the certificates are stored in clear. A key that was pasted with them goes to the vault.
  const certificate = certificatesPem(read.value)
  const pasted = holdsKey(draft.clientCertificate) ? keyIn(draft.clientCertificate) : undefined
  const key = typed[clientKey] ?? pasted
  if (key === undefined) {
    if (certificate !== before.clientCertificate) {
      return problem(clientKey, 'Enter the private key of this certificate.')
    }
    return typed[clientPassphrase] === undefined
      ? part(certificate, {})
      : problem(clientKey, 'Enter the private key again, with its passphrase.')
  }
  const fits = checkClientKey(read.value, key, passphrase)
  if (!fits.ok) return problem(inputOf[fits.at], fits.message)
  const others = had ? { [clientFile]: '' } : {}
  return part(certificate, { [clientKey]: key, ...others, ...kept(passphrase, had) })
}

const inputOf = {
  certificate: connectionInputs.clientCertificate,
  key: clientKey,
  file: clientFile,
  passphrase: clientPassphrase,
}

const keyBlock = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----.+?-----END \1-----/s
const holdsKey = (text: string): boolean => /PRIVATE KEY-----/.test(text)
const keyIn = (text: string): string | undefined => keyBlock.exec(text)?.[0]

const kept = (passphrase: string, had: boolean): Record<string, string> =>
  passphrase !== '' || had ? { [clientPassphrase]: passphrase } : {}

const part = (value: string, secrets: Record<string, string>): Part<string> => ({
  value,
  secrets,
  problems: [],
})
const problem = (field: string, message: string): Part<string> => ({
  value: '',
  secrets: {},
  problems: [{ field, message }],
})

const blank = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, '']))

/** Those that were typed. */
const only = (names: readonly string[], secrets: Secrets): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = secrets[name] ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )
